using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Rehearsals;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class FaultTests
{
    [Fact]
    public void A_step_that_throws_leaves_only_an_incident()
    {
        var run = Rehearse(Sequence("s", Event("go"), Line("lost"), Activity("TestThrow", "roof"))).Start();
        var before = run.State.ToJson();
        var bookmark = run.State.Bookmarks[0].Id;

        run.Answer("go");

        Assert.True(run.Last.IsRolledBack);
        Assert.Equal(before, run.State.ToJson());
        Assert.Empty(run.Last.Lines);
        Assert.Empty(run.Last.Effects);
        Assert.Empty(run.Last.Added);
        Assert.Empty(run.Last.Burned);
        Assert.Empty(run.Last.Executions);
        var incident = Assert.Single(run.Last.Incidents);
        Assert.Equal(("roof", "Workflow1:s:roof", bookmark, "the roof is gone"), (incident.ActivityId, incident.NodeId, incident.BookmarkId, incident.Message));
        Assert.Equal(["go"], run.Waiting);
    }

    [Fact]
    public void A_start_that_throws_can_be_tried_again_with_the_step_skipped()
    {
        var definition = Read(Definition(Sequence("s", Activity("TestThrow", "roof"), Line("after"))));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var order = new StartOrder("one", new JsonObject { ["x"] = 1 }, DateTimeOffset.UnixEpoch);

        var failed = engine.Start(definition, order);
        var repaired = engine.Start(definition, order, new Skip("Workflow1:s:roof", []));

        Assert.Equal((true, WorkflowSubStatus.Pending), (failed.IsRolledBack, failed.State.SubStatus));
        Assert.Equal(["after"], repaired.Lines);
    }

    [Fact]
    public void An_answer_that_failed_can_be_given_again_with_the_step_skipped_by_a_chosen_outcome()
    {
        var root = Flowchart("f", [Event("go"), Decision("roof", "missing.member"), Line("yes"), Line("no")], "go > roof", "roof:True > yes", "roof:False > no");
        var definition = Read(Definition(root));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var start = engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var failed = engine.Resume(definition, start, start.Bookmarks[0].Id, new Answer(), DateTimeOffset.UnixEpoch);
        var repaired = engine.Resume(definition, failed.State, start.Bookmarks[0].Id, new Answer(), DateTimeOffset.UnixEpoch, new Skip("Workflow1:f:roof", ["False"]));

        Assert.Contains("missing", Assert.Single(failed.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(["no"], repaired.Lines);
    }

    [Theory]
    [InlineData("getCurrentValue() == 3", "1 2 4 5 after")]
    [InlineData("getCurrentValue() == 3 || getCurrentValue() == 4", "1 2 5 after")]
    public void A_step_in_a_loop_is_skipped_wherever_it_fails_and_nowhere_else(string fails, string said)
    {
        var loop = Activity("For", "each", ("start", Literal(1)), ("end", Literal(5)), ("body", Script("say", $"{fails} ? missing.member : getCurrentValue()")));
        var definition = Read(Definition(Sequence("s", loop, Line("after"))));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var order = new StartOrder("one", [], DateTimeOffset.UnixEpoch);

        var incident = Assert.Single(engine.Start(definition, order).Incidents);
        var repaired = engine.Start(definition, order, new Skip(incident.NodeId, ["Done"]));

        Assert.Equal("Workflow1:s:each:say", incident.NodeId);
        Assert.Equal(said, string.Join(' ', repaired.Lines));
    }

    [Fact]
    public void A_loop_whose_condition_fails_is_to_blame_itself_and_skipped_it_keeps_the_rounds_it_made()
    {
        var body = Sequence("body", Line("round"), Set("more", "n", JavaScript("variables.n + 1")));
        var loop = Activity("While", "loop", ("condition", JavaScript("variables.n < 1 || missing.member")), ("body", body));
        var definition = Read(Definition(Sequence("s", loop, Line("after")), ("n", "Int32", "0")));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var order = new StartOrder("one", [], DateTimeOffset.UnixEpoch);

        var incident = Assert.Single(engine.Start(definition, order).Incidents);
        var repaired = engine.Start(definition, order, new Skip(incident.NodeId, ["Done"]));

        Assert.Equal("loop", incident.ActivityId);
        Assert.Equal(["round", "after"], repaired.Lines);
    }

    [Fact]
    public void A_step_that_does_not_fail_is_skipped_where_it_is_answered()
    {
        var root = Flowchart("f", [Activity("TestDecision", "ask", ("title", Literal("?"))), Line("yes"), Line("no")], "ask:Approved > yes", "ask:Rejected > no");
        var definition = Read(Definition(root));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var start = engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var skipped = engine.Resume(definition, start, start.Bookmarks[0].Id, new Answer("Approved"), DateTimeOffset.UnixEpoch, new Skip("Workflow1:f:ask", ["Rejected"]));

        Assert.Equal(["no"], skipped.Lines);
    }

    [Fact]
    public void A_deliberate_fault_keeps_its_burst_and_can_be_retried_or_skipped()
    {
        var root = Sequence("s", Line("kept"), Activity("Fault", "stop", ("message", Literal("boom")), ("code", Literal("c1"))), Line("after"));
        var definition = Read(Definition(root));
        var engine = new WorkflowEngine(Catalog, BurstLimits.Default);
        var faulted = engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch));

        Assert.Equal((false, WorkflowStatus.Finished, WorkflowSubStatus.Faulted), (faulted.IsRolledBack, faulted.State.Status, faulted.State.SubStatus));
        Assert.Equal(["kept"], faulted.Lines);
        Assert.Equal("c1", faulted.Incidents[0].Detail!["code"]!.GetValue<string>());

        var state = WorkflowState.FromJson(faulted.State.ToJson());
        var again = engine.Retry(definition, state, "Workflow1:s:stop", DateTimeOffset.UnixEpoch);
        var skipped = engine.SkipFaulted(definition, state, new Skip("Workflow1:s:stop", []), DateTimeOffset.UnixEpoch);

        Assert.Equal(WorkflowSubStatus.Faulted, again.State.SubStatus);
        Assert.Single(again.Incidents);
        Assert.Equal((WorkflowSubStatus.Finished, "after"), (skipped.State.SubStatus, Assert.Single(skipped.Lines)));
        Assert.Throws<InvalidOperationException>(() => engine.Retry(definition, skipped.State, "Workflow1:s:stop", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void A_loop_without_an_end_becomes_an_incident()
    {
        var root = Flowchart("f", [Line("a"), Line("b")], "a > b", "b > a");

        var run = new Rehearsal(Read(Definition(root)), Catalog, limits: new BurstLimits(1_000, TimeSpan.FromSeconds(10))).Start();

        Assert.True(run.Last.IsRolledBack);
        Assert.Contains("1000 activities", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) {} return 1;")]
    [InlineData("let s = 'x'; while (true) s += s; return s;")]
    [InlineData("function f(n) { return f(n + 1); } return f(0);")]
    [InlineData("return System.IO.File.ReadAllText('/etc/passwd');")]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; return String(a);")]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; return JSON.stringify(a);")]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a;")]
    [InlineData("let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a.flat(Infinity).length;")]
    [InlineData("let f = () => 1; for (let i = 0; i < 50000; i++) f = f.bind(null); return f();")]
    [InlineData("let p = {}; for (let i = 0; i < 50000; i++) p = new Proxy(p, {}); return p.x;")]
    [InlineData("return 'x'.repeat(2 ** 29 - 100).length;")]
    [InlineData("return 'x'.padStart(2 ** 29 - 100).length;")]
    [InlineData("return new Uint8Array(2 ** 30).length;")]
    [InlineData("return /^(a+)+$/.test('a'.repeat(40) + 'b');")]
    public void A_script_that_takes_too_much_becomes_an_incident(string script)
    {
        var run = Rehearse(Sequence("s", Script("greedy", script))).Start();

        Assert.True(run.Last.IsRolledBack);
        Assert.Equal("greedy", Assert.Single(run.Incidents).ActivityId);
    }

    [Fact]
    public void Slow_scripts_count_for_the_burst()
    {
        var slow = Activity("While", "w", ("condition", JavaScript("true")), ("body", Script("slow", "const until = 20000; let n = 0; [...Array(until).keys()].forEach(i => n += i); return n;")));

        var run = new Rehearsal(Read(Definition(Sequence("s", slow))), Catalog, limits: new BurstLimits(1_000, TimeSpan.FromMilliseconds(50))).Start();

        Assert.True(run.Last.IsRolledBack);
        Assert.Contains("took longer", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_script_may_do_it_still_does()
    {
        var run = Rehearse(Sequence("s", Script("x", "return JSON.stringify({ a: [1, { b: 2 }] }) + [1, [2, [3]]].flat(2).join('-') + 'ab'.padStart(4, '.') + ((a, b) => a + b).bind(null, 1)(2) + stringFromBase64(stringToBase64('é')) + newGuid().length;"))).Start();

        Assert.Equal("""{"a":[1,{"b":2}]}1-2-3..ab3é36""", Assert.Single(run.Lines));
    }

    [Fact]
    public void A_state_that_cannot_be_read_says_so()
    {
        Assert.Throws<FormatException>(() => WorkflowState.FromJson("{"));
        Assert.Throws<FormatException>(() => WorkflowState.FromJson("{}"));
        Assert.Throws<FormatException>(() => WorkflowState.FromJson("""{"i":"1","d":"d","v":1,"s":"Nonsense","r":0,"x":[]}"""));
    }
}
