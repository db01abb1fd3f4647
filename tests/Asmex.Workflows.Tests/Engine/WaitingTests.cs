using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class WaitingTests
{
    private static readonly JsonObject Ask = Activity("TestDecision", "ask",
        ("title", Literal("Réserver")),
        ("wording", Literal(JsonNode.Parse("""{"fr":"Bonjour","ar":"مرحبا"}"""))),
        ("numbers", Expression("Object", "[1,2,3]")),
        ("amount", Literal("12500.50")),
        ("raw", Literal(new JsonObject { ["a"] = 1 })),
        ("result", To("answer")));

    [Fact]
    public void Inputs_of_a_business_activity_arrive_in_their_types()
    {
        var run = Rehearse(Sequence("s", (JsonObject)Ask.DeepClone()), ("answer", "Object", null)).Start();

        var asked = Assert.IsType<TestAsked>(Assert.Single(run.Effects));
        Assert.Equal(("Réserver", 12500.50m), (asked.Title, asked.Amount));
        Assert.Equal(new TestWording("Bonjour", "مرحبا"), asked.Wording);
        Assert.Equal([1, 2, 3], asked.Numbers!);
        Assert.Equal(1, asked.Raw!["a"]!.GetValue<int>());
    }

    [Fact]
    public void The_first_bookmark_has_the_id_of_the_execution_and_any_answer_burns_all()
    {
        var run = Rehearse(Sequence("s", (JsonObject)Ask.DeepClone()), ("answer", "Object", null)).Start();
        var added = run.Last.Added;

        Assert.Equal(run.Effects[0].ExecutionId, added[0].Id);
        Assert.Equal("decision", added[0].Stimulus);
        Assert.Equal(run.Now.AddDays(2), added[1].DueAt);

        run.Answer("ask", "Approved", new JsonObject { ["note"] = "oui" });

        Assert.Equal(added.Select(b => b.Id).Order(), run.Last.Burned.Order());
        Assert.Equal("oui", run.State.Variables["answer"]!["note"]!.GetValue<string>());
        Assert.Equal(["Approved"], run.Last.Executions.Single(e => e.ActivityId == "ask").Outcomes);
    }

    [Fact]
    public void What_is_asked_and_called_off_in_one_burst_was_never_asked_but_what_is_sent_goes()
    {
        var child = Activity("DispatchWorkflow", "child", ("workflowDefinitionId", Literal("salon")), ("waitForCompletion", Literal(true)));
        var root = Flowchart("f", [Line("a"), (JsonObject)Ask.DeepClone(), child, Decision("d", "true"), Activity("End", "end")], "a > ask", "a > child", "a > d", "d:True > end");

        var run = Rehearse(root, ("answer", "Object", null)).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.IsType<DispatchEffect>(Assert.Single(run.Effects));
        Assert.Empty(run.Last.Added);
        Assert.Empty(run.Last.Burned);
    }

    [Fact]
    public void A_repeated_burst_makes_the_same_ids()
    {
        var definition = Read(Definition(Sequence("s", (JsonObject)Ask.DeepClone())));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var order = new StartOrder("one", [], DateTimeOffset.UnixEpoch);

        var (first, second, other) = (engine.Start(definition, order), engine.Start(definition, order), engine.Start(definition, order with { InstanceId = "two" }));

        Assert.Equal(first.Added.Select(b => b.Id), second.Added.Select(b => b.Id));
        Assert.Empty(first.Added.Select(b => b.Id).Intersect(other.Added.Select(b => b.Id)));
        Assert.Equal(first.State.ToJson(), second.State.ToJson());
    }

    [Fact]
    public void What_falls_due_is_answered_with_due_and_not_before()
    {
        var definition = Read(Definition(Sequence("s", (JsonObject)Ask.DeepClone())));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var start = engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch));
        var timer = start.Added[1];

        Assert.Throws<BookmarkNotFoundException>(() => engine.Resume(definition, start.State, timer.Id, Answer.Due, timer.DueAt!.Value.AddSeconds(-1)));
        var late = engine.Resume(definition, start.State, timer.Id, Answer.Due, timer.DueAt!.Value);

        Assert.Equal(["Late"], late.Executions.Single(e => e.ActivityId == "ask").Outcomes);
        Assert.Throws<BookmarkNotFoundException>(() => engine.Resume(definition, late.State, timer.Id, Answer.Due, timer.DueAt!.Value));
    }

    [Fact]
    public void Waiting_again_keeps_the_id_and_remembers()
    {
        var run = Rehearse(Sequence("s", Activity("TestPatient", "patient"), Line("end"))).Start();
        var id = run.State.Bookmarks[0].Id;

        run.Advance(TimeSpan.FromDays(2.5));
        Assert.Equal(id, Assert.Single(run.State.Bookmarks).Id);
        Assert.Equal([id], run.Last.Burned);

        run.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["end"], run.Lines);
    }

    [Fact]
    public void A_resume_does_not_change_the_state_it_is_given()
    {
        var definition = Read(Definition(Sequence("s", Event("a"), Event("b")), ("x", "Object", """{"n":1}""")));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var state = engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;
        var before = state.ToJson();

        engine.Resume(definition, state, state.Bookmarks[0].Id, new Answer(), DateTimeOffset.UnixEpoch);

        Assert.Equal(before, state.ToJson());
    }

    [Fact]
    public void Cancelling_burns_every_bookmark_and_runs_nothing()
    {
        var run = Rehearse(Activity("Parallel", "p", ("activities", new JsonArray(Event("a"), Event("b"), Line("c"))))).Start().Cancel();

        Assert.Equal(WorkflowSubStatus.Cancelled, run.State.SubStatus);
        Assert.Equal(2, run.Last.Burned.Count);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(["a", "b", "p"], run.Last.Executions.Where(e => e.Status == nameof(ActivityStatus.Canceled)).Select(e => e.ActivityId).Order());
    }
}
