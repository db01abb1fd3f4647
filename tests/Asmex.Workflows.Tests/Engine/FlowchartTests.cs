using System.Text.Json.Nodes;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class FlowchartTests
{
    private static readonly JsonObject[] TwoBranches =
    [
        Activity("FlowFork", "fork", ("branches", Expression("Object", """["left","right"]"""))),
        Activity("TestDecision", "review", ("title", Literal("review"))),
        Event("fix"),
        Event("stand"),
        Line("accepted"),
        Activity("FlowJoin", "join", ("mode", Literal("WaitAll"))),
        Line("after"),
    ];

    public static TheoryData<string> Joins => ["WaitAll", "WaitAllActive"];

    [Theory]
    [MemberData(nameof(Joins))]
    public void A_rejection_that_loops_back_loses_neither_branch(string mode)
    {
        var run = Rehearse(TwoBranchesInto(mode)).Start();

        run.Answer("review", "Rejected");
        Assert.Equal(["fix", "stand"], run.Waiting);

        run.Answer("stand");
        Assert.Equal(["fix"], run.Waiting);

        run.Answer("fix").Answer("review", "Rejected").Answer("fix");
        Assert.Equal(["review", "review"], run.Waiting);
        Assert.Empty(run.Lines);

        run.Answer("review", "Approved");
        Assert.Equal(["accepted", "after"], run.Lines);
        Assert.Equal("Finished", run.State.SubStatus.ToString());
    }

    [Theory]
    [MemberData(nameof(Joins))]
    public void The_other_branch_may_come_after_the_correction_too(string mode)
    {
        var run = Rehearse(TwoBranchesInto(mode)).Start()
            .Answer("review", "Rejected").Answer("fix").Answer("review", "Approved");

        Assert.Equal(["stand"], run.Waiting);
        Assert.Equal(["after"], run.Answer("stand").Lines.Skip(1));
    }

    [Fact]
    public void A_branch_that_leaves_its_loop_for_good_lets_the_join_go_on()
    {
        var root = Flowchart("flow",
            [.. Copies(TwoBranches), Decision("goOn", "return false;")],
            "fork:left > review", "fork:right > stand", "review:Approved > accepted", "accepted > join", "review:Rejected > goOn", "goOn:True > review", "stand > join", "join > after");
        root["activities"]![5]!["mode"] = Literal("WaitAllActive");

        var run = Rehearse(root).Start().Answer("review", "Rejected").Answer("stand");

        Assert.Equal(["after"], run.Lines);
        Assert.Equal("Finished", run.State.SubStatus.ToString());
    }

    [Fact]
    public void A_join_of_the_first_cancels_the_others()
    {
        var root = Flowchart("flow",
            [Line("start"), Event("a"), Event("b"), Activity("FlowJoin", "join", ("mode", Literal("WaitAny"))), Line("after")],
            "start > a", "start > b", "a > join", "b > join", "join > after");

        var run = Rehearse(root).Start().Answer("b");

        Assert.Equal(["start", "after"], run.Lines);
        Assert.Empty(run.Waiting);
        Assert.Single(run.Last.Executions, e => e is { ActivityId: "a", Status: "Canceled" });
        Assert.Equal(2, run.Last.Burned.Count);
    }

    [Fact]
    public void An_end_completes_the_flowchart_and_cancels_what_is_open()
    {
        var root = Flowchart("flow", [Line("start"), Event("open"), Event("stop"), Activity("End", "end")], "start > open", "start > stop", "stop > end");

        var run = Rehearse(root).Start().Answer("stop");

        Assert.Equal("Finished", run.State.SubStatus.ToString());
        Assert.Empty(run.Waiting);
    }

    [Fact]
    public void A_flowchart_inside_a_flowchart_is_one_step_of_it()
    {
        var inner = Flowchart("inner", [Line("x"), Event("y")], "x > y");
        var run = Rehearse(Flowchart("outer", [Line("a"), inner, Line("b")], "a > inner", "inner > b")).Start().Answer("y");

        Assert.Equal(["a", "x", "b"], run.Lines);
        Assert.Contains(run.Last.Executions, e => e.NodeId == "Workflow1:outer:inner:y");
    }

    private static JsonObject TwoBranchesInto(string mode)
    {
        var root = Flowchart("flow", Copies(TwoBranches),
            "fork:left > review", "fork:right > stand", "review:Approved > accepted", "accepted > join", "review:Rejected > fix", "fix > review", "stand > join", "join > after");
        root["activities"]![5]!["mode"] = Literal(mode);
        return root;
    }

    private static JsonObject[] Copies(JsonObject[] activities) => [.. activities.Select(a => (JsonObject)a.DeepClone())];
}
