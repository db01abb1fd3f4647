using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Journey;

/// <summary>The fair's money under the policy as it comes with the program: every level, back and again with more, expiry, escalation.</summary>
public sealed class PolicyJourneyTests
{
    [DatabaseTheory]
    [Row(20_000, "coordinator")]
    [Row(100_000, "coordinator-no", "delegate-no", "treasurer-no", "direction-own", "board-1")]
    [Row(500_000, "treasurer", "commission")]
    [Row(500_001, "board-2", "board-1")]
    public async Task Every_amount_goes_through_its_levels(DatabaseKind kind, int amount, params string[] who)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("reservation-request", "direction", ("amount", (decimal)amount));

        foreach (var person in who)
        {
            if (person == "direction-own")
            {
                await Budgets.LedgerTests.RefusedAsync("Approvals.OwnRequest", () => house.DecideAsync("reservation-budget", "direction", Verdict.Approve));
            }
            else if (person.EndsWith("-no", StringComparison.Ordinal))
            {
                // The direction asked: in its place only the board decides.
                await Assert.ThrowsAsync<Asmex.Workflows.Texts.NothingThereException>(() => house.DecideAsync("reservation-budget", person[..^3], Verdict.Approve));
            }
            else
            {
                Assert.Equal(0m, (await EnvelopeAsync(house)).Committed);
                await house.DecideAsync("reservation-budget", person, Verdict.Approve);
            }
        }

        Assert.Equal(amount, (await EnvelopeAsync(house)).Committed);
    }

    [DatabaseTheory]
    public async Task Approvals_are_kept_when_the_amount_does_not_rise_and_asked_again_when_it_does(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await RequestAndSendBackAsync(house, 300_000);

        await house.DoAsync("reservation-request", "direction", ("amount", 290_000m));
        var kept = await house.RequestAsync("reservation-budget");
        Assert.Equal(("commission", "Leila Fassi", 1), (kept.Current.Role, kept.Decisions.Single().PersonName, kept.Round));
        Assert.NotNull(kept.Decisions.Single().KeptFromId);
        await house.DecideAsync("reservation-budget", "commission", Verdict.SendBack, "Encore trop.");

        await house.DoAsync("reservation-request", "direction", ("amount", 310_000m));
        var again = await house.RequestAsync("reservation-budget");
        Assert.Equal(("treasurer", 0, 2), (again.Current.Role, again.Decisions.Count, again.Round));
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.Approve);
        Assert.Equal((310_000m, 0m), ((await EnvelopeAsync(house)).Committed, (await EnvelopeAsync(house)).Reserved));
    }

    [DatabaseTheory]
    public async Task A_higher_amount_goes_to_a_higher_level(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await RequestAndSendBackAsync(house, 400_000);

        await house.DoAsync("reservation-request", "direction", ("amount", 600_000m));

        Assert.Equal("board", (await house.RequestAsync("reservation-budget")).Current.Role);
        await house.DecideAsync("reservation-budget", "board-1", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "board-2", Verdict.Approve);
        Assert.Equal(600_000m, (await EnvelopeAsync(house)).Committed);
    }

    [DatabaseTheory]
    public async Task What_waits_too_long_goes_higher_and_expires_in_the_end(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("reservation-request", "direction", ("amount", 150_000m));
        var request = await house.RequestAsync("reservation-budget");

        await house.UntilAsync(request.EscalateOn!.Value);
        var escalated = await house.RequestAsync("reservation-budget");
        await house.UntilAsync(request.DueOn.AddDays(1));

        Assert.NotNull(escalated.EscalatedAt);
        Assert.Equal("board", escalated.EscalateTo);
        Assert.True(escalated.EscalateOn < request.DueOn);
        Assert.Equal(2, house.Mail.Received.Count(m => m.To == "treasurer@asmex.example" && m.Message.Subject!.Contains("décider", StringComparison.Ordinal) && m.Message.Subject.Contains("150", StringComparison.Ordinal)));
        Assert.Equal(ApprovalStatus.Expired, await house.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == request.Id).Select(a => a.Status).SingleAsync()));
        Assert.Equal(900_000m, (await EnvelopeAsync(house)).Left);
        Assert.Contains(house.Mail.Received, m => m.To == "direction@asmex.example" && m.Message.Subject!.StartsWith("Expired", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Mail.Received, m => m.Message.Subject!.StartsWith("Refused", StringComparison.Ordinal));
        Assert.True(await house.IsOpenAsync("reservation-decide"));
    }

    [DatabaseTheory]
    [Row(15_000, "board", "")]
    [Row(150_000, "board", "board")]
    [Row(600_000, "", "")]
    public async Task What_went_higher_is_decided_there_and_says_so(DatabaseKind kind, int amount, string other, string recorded)
    {
        await using var house = await RunningAsync(kind);
        await house.DoAsync("reservation-request", "direction", ("amount", (decimal)amount));
        var request = await house.RequestAsync("reservation-budget");
        if (other.Length == 0)
        {
            // Nobody stands above the board: it never goes down.
            Assert.Equal((null, null), (request.EscalateTo, request.EscalateOn));
            return;
        }

        await house.UntilAsync(request.EscalateOn!.Value);
        if (recorded.Length == 0)
        {
            Assert.Equal("direction", request.EscalateTo);
            await Assert.ThrowsAsync<Asmex.Workflows.Texts.NothingThereException>(() => house.DecideAsync("reservation-budget", "board-1", Verdict.Approve));
            return;
        }

        await house.DecideAsync("reservation-budget", "board-1", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.Approve);
        Assert.Equal([recorded, "commission"], (await house.ReadAsync(db => db.Set<Decision>().AsNoTracking().Where(d => d.ApprovalId == request.Id).OrderBy(d => d.Number).ToListAsync())).Select(d => d.Role));
    }

    [DatabaseTheory]
    public async Task Above_its_threshold_the_board_reads_the_budget_of_the_fair_after_the_treasurer(DatabaseKind kind)
    {
        await using var house = await RunningAsync(kind, total: 600_000m);

        Assert.Equal("board", (await house.RequestAsync("montage-approval")).Current.Role);
        Assert.False(await house.IsOpenAsync("appel"));
        await house.DecideAsync("montage-approval", "board-1", Verdict.Approve);
        Assert.True(await house.IsOpenAsync("appel"));
    }

    private static async Task RequestAndSendBackAsync(House house, decimal amount)
    {
        await house.DoAsync("reservation-request", "direction", ("amount", amount));
        await house.DecideAsync("reservation-budget", "treasurer", Verdict.Approve);
        await house.DecideAsync("reservation-budget", "commission", Verdict.SendBack, "Trop cher.");
    }

    private static async Task<House> RunningAsync(DatabaseKind kind, decimal total = 400_000m)
    {
        var house = await House.OpenAsync(kind);
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000, "Doubler les primo-exportateurs.", [new ObjectiveDraft("newExporters", 25)],
            [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, new DateOnly(2027, 11, 15), 900_000)]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", total), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
        return house;
    }

    private static Task<Envelope> EnvelopeAsync(House house) => house.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId != null));
}
