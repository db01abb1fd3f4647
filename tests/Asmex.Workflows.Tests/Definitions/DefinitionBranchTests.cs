using Asmex.Workflows.Activities;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Tests.Definitions;

public sealed class DefinitionBranchTests
{
    public static TheoryData<string, string, string> Refusals
    {
        get
        {
            var refusals = new TheoryData<string, string, string>();
            foreach (var definition in Definition.All)
            {
                foreach (var line in definition.Connections.Where(c => c.To is "abandon" or "abandoned" && Definition.Type(definition.Activity(c.From)).StartsWith("Asmex", StringComparison.Ordinal)))
                {
                    refusals.Add(definition.Name, line.From, line.Port);
                }
            }

            return refusals;
        }
    }

    [Theory, MemberData(nameof(Refusals))]
    public void Giving_up_closes_at_once_and_leaves_nothing_open(string name, string step, string port)
    {
        var run = new DefinitionRun(Definition.Of(name));
        if (step.EndsWith("-decide", StringComparison.Ordinal))
        {
            var budget = step.Replace("-decide", "-budget", StringComparison.Ordinal);
            run.Until(budget).Answer(budget, "Rejected");
        }

        run.Until(step).Answer(step, port);

        Assert.True(run.IsFinished);
        Assert.Equal(PlanStatus.Abandoned, run.Closed);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void A_request_that_is_sent_back_twice_leaves_the_call_to_exhibitors_untouched()
    {
        var run = new DefinitionRun(Definition.Of("salon-collectif")).Until("reservation-request");
        var call = run.State.Bookmarks.Single(b => b.ActivityId == "appel");

        for (var round = 0; round < 2; round++)
        {
            run.Answer("reservation-request").Answer("reservation-budget", "SentBack");
        }

        Assert.Contains(call.Id, run.State.Bookmarks.Select(b => b.Id));
        Assert.Equal(PlanStatus.Closed, run.ToTheEnd().Closed);
        Assert.Equal(3, run.Effects.OfType<OpenTaskEffect>().Count(e => e.ActivityId == "reservation-request"));
        Assert.Single(run.Effects.OfType<OpenTaskEffect>(), e => e.ActivityId == "salon");
    }

    [Fact]
    public void A_list_of_exhibitors_that_is_sent_back_while_the_space_is_booked_waits_for_both()
    {
        var run = new DefinitionRun(Definition.Of("salon-collectif")).Until("selection-approval");
        run.Answer("selection-approval", "SentBack");

        Assert.DoesNotContain("preparation-request", run.Waiting);
        Assert.Contains("preparation-request", run.Answer("selection").Answer("selection-approval").Waiting);
        Assert.Equal(PlanStatus.Closed, run.ToTheEnd().Closed);
    }

    [Fact]
    public void The_budget_of_a_fair_is_approved_with_the_amount_that_the_policy_looks_at()
    {
        var run = new DefinitionRun(Definition.Of("salon-collectif")).Until("montage");

        run.Answer("montage", change: form => form["total"] = 500_001);

        Assert.Equal(500_001, Assert.Single(run.Effects.OfType<OpenApprovalEffect>(), e => e.ActivityId == "montage-approval").Amount);
    }

    [Fact]
    public void Each_expense_is_asked_for_until_none_is_left()
    {
        var run = new DefinitionRun(Definition.Of("mission-b2b")).Until("engagement-request");

        run.Answer("engagement-request", change: form => form["more"] = true).Answer("engagement-budget");

        Assert.Equal(["engagement-request"], run.Waiting);
        Assert.Equal(PlanStatus.Closed, run.ToTheEnd().Closed);
    }

    [Fact]
    public void A_plan_whose_actions_end_before_mid_year_is_not_held_by_its_review()
    {
        var run = Launched();

        run.Answer("dispatch").Answer("dispatch");

        Assert.Equal(["report"], run.Waiting);
        Assert.Equal(PlanStatus.Closed, run.ToTheEnd().Closed);
    }

    [Fact]
    public void A_review_that_has_begun_is_finished_before_the_report()
    {
        var run = Launched();

        run.Answer("mid-year").Answer("dispatch").Answer("dispatch");

        Assert.Equal(["review"], run.Waiting);
        run.Answer("review").Answer("review-approval", "SentBack").Answer("review").Answer("review-approval");
        Assert.Equal(["report"], run.Waiting);
        Assert.Equal(PlanStatus.Closed, run.ToTheEnd().Closed);
    }

    [Fact]
    public void A_plan_dispatches_each_of_its_actions_with_what_it_must_know()
    {
        var dispatched = Launched().Effects.OfType<DispatchEffect>().ToList();

        Assert.Equal(["conseil-export", "salon-collectif"], dispatched.Select(d => d.DefinitionId).Order());
        Assert.All(dispatched, d => Assert.True(d.Wait));
        Assert.Equal("{\"actionId\":\"a1\",\"planId\":\"p1\",\"region\":\"MA-09\",\"title\":\"conseil-export\",\"fixedDate\":\"2027-05-03\"}",
            dispatched.Single(d => d.CorrelationId == "a1").Input.ToJsonString());
    }

    private static DefinitionRun Launched() => new DefinitionRun(Definition.Of("plan")).Answer("prepare").Answer("validate");
}
