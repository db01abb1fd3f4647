using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Migrations;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class MigrationTests
{
    private static readonly WorkflowEngine Engine = new(Catalog, BurstLimits.Default);

    [Fact]
    public void A_dry_run_says_what_maps_what_is_new_and_what_would_be_lost()
    {
        var before = Read(Definition(Flowchart("f", [Line("a"), Event("b"), Event("c"), Line("d")], "a > b", "a > c", "b > d", "c > d"), ("old", "String", "x")));
        var after = Read(Definition(Flowchart("f", [Line("a"), Line("added"), Event("b"), Line("d"), Line("e")], "a > added", "added > b", "b > d", "d > e"), ("fresh", "Int32", "1")));
        var state = Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var migration = new Migration(before, after, state);

        Assert.False(migration.IsPossible);
        Assert.Equal(MigrationKind.Lost, KindOf(migration, "c"));
        Assert.Equal(MigrationKind.Maps, KindOf(migration, "b"));
        Assert.Equal(MigrationKind.Passed, KindOf(migration, "added"));
        Assert.Equal(MigrationKind.New, KindOf(migration, "e"));
        Assert.Equal("old", Assert.Single(migration.LostVariables));
        Assert.Equal("fresh", Assert.Single(migration.NewVariables));
        Assert.Throws<InvalidOperationException>(migration.Apply);
    }

    [Fact]
    public void Completed_steps_are_not_run_again_and_new_ones_run_when_reached()
    {
        var before = Read(Definition(Flowchart("f", [Line("a"), Event("b"), Event("c"), Activity("FlowJoin", "j", ("mode", Literal("WaitAll"))), Line("d")], "a > b", "a > c", "b > j", "c > j", "j > d")));
        var after = Read(Definition(Flowchart("f", [Line("a"), Line("new"), Event("b"), Event("c"), Line("then"), Activity("FlowJoin", "j", ("mode", Literal("WaitAll"))), Line("d")],
            "a > new", "new > b", "a > c", "b > j", "c > then", "then > j", "j > d")));
        var start = Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;
        var half = Engine.Resume(before, start, Bookmark(start, "b"), new Answer(), DateTimeOffset.UnixEpoch).State;

        var moved = WorkflowState.FromJson(new Migration(before, after, half).Apply().ToJson());
        var end = Engine.Resume(after, moved, Bookmark(moved, "c"), new Answer(), DateTimeOffset.UnixEpoch);

        Assert.Equal(["then", "d"], end.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, end.State.SubStatus);
    }

    [Fact]
    public void A_sequence_goes_on_after_the_step_under_way()
    {
        var before = Read(Definition(Sequence("s", Line("a"), Event("b"), Line("c")), ("n", "Int32", "1")));
        var after = Read(Definition(Sequence("s", Line("first"), Line("a"), Event("renamed"), Line("between"), Line("c")), ("n", "Int32", "5")));
        var state = Engine.SetVariable(before, Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State, "n", 3, DateTimeOffset.UnixEpoch);

        var migration = new Migration(before, after, state, new Dictionary<string, string> { ["b"] = "renamed" });
        var moved = migration.Apply();
        var end = Engine.Resume(after, moved, moved.Bookmarks[0].Id, new Answer(), DateTimeOffset.UnixEpoch);

        Assert.Equal(MigrationKind.Changed, KindOf(migration, "renamed"));
        Assert.Equal("renamed", moved.Bookmarks[0].ActivityId);
        Assert.Equal(["between", "c"], end.Lines);
        Assert.Equal(3, moved.Variables["n"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("Parallel", "activities")]
    [InlineData("Fork", "branches")]
    public void Branches_that_came_or_went_neither_hold_up_nor_cut_short_those_under_way(string type, string member)
    {
        var before = Read(Definition(Branches(Line("a"), Event("b"), Event("c"))));
        var wider = Read(Definition(Branches(Line("a"), Event("b"), Event("c"), Sequence("d", Line("e")))));
        var narrower = Read(Definition(Branches(Event("b"), Event("c"))));
        var state = Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var migration = new Migration(before, wider, state);

        Assert.Equal((MigrationKind.Passed, MigrationKind.Passed), (KindOf(migration, "d"), KindOf(migration, "e")));
        foreach (var after in new[] { wider, narrower })
        {
            var moved = WorkflowState.FromJson(new Migration(before, after, state).Apply().ToJson());
            var half = Engine.Resume(after, moved, Bookmark(moved, "b"), new Answer(), DateTimeOffset.UnixEpoch).State;
            Assert.Equal("c", Assert.Single(half.Bookmarks).ActivityId);
            var end = Engine.Resume(after, half, Bookmark(half, "c"), new Answer(), DateTimeOffset.UnixEpoch);
            Assert.Empty(end.Lines);
            Assert.Equal(WorkflowSubStatus.Finished, end.State.SubStatus);
        }

        JsonObject Branches(params JsonObject[] branches) => Activity(type, "p", (member, new JsonArray([.. branches])));
    }

    [Fact]
    public void A_container_of_another_type_is_lost_and_what_is_new_in_it_is_told_all_the_same()
    {
        var before = Read(Definition(Sequence("f", Event("b"))));
        var after = Read(Definition(Flowchart("f", [Event("b"), Line("c")], "b > c")));
        var state = Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var migration = new Migration(before, after, state);

        Assert.Equal((MigrationKind.Lost, MigrationKind.New), (KindOf(migration, "f"), KindOf(migration, "c")));
    }

    [Fact]
    public void What_was_set_without_a_declaration_is_kept_and_goes_to_a_declaration_of_its_name()
    {
        var (before, after) = (Read(Definition(Steps())), Read(Definition(Steps(), ("total", "Int32", "0"), ("fresh", "Int32", "1"))));
        var state = Engine.Start(before, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        var migration = new Migration(before, after, state);
        var moved = WorkflowState.FromJson(migration.Apply().ToJson());
        var end = Engine.Resume(after, moved, moved.Bookmarks[0].Id, new Answer(), DateTimeOffset.UnixEpoch);

        Assert.Empty(migration.LostVariables);
        Assert.Equal("fresh", Assert.Single(migration.NewVariables));
        Assert.Equal(["total", "fresh", "City"], moved.Variables.Keys);
        Assert.Equal(["Rabat 12"], end.Lines);

        static JsonObject Steps() => Sequence("s", Activity("RunJavaScript", "a", ("script", Literal("setTotal(12)"))), Set("city", "City", Literal("Rabat")), Event("b"), Script("c", "getCity() + ' ' + variables.Total"));
    }

    [Fact]
    public void A_variable_takes_only_what_fits()
    {
        var definition = Read(Definition(Sequence("s", Event("a")), ("n", "Int32", "1")));
        var state = Engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch)).State;

        Assert.Throws<ArgumentException>(() => Engine.SetVariable(definition, state, "n", "many", DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentException>(() => Engine.SetVariable(definition, state, "m", 1, DateTimeOffset.UnixEpoch));
    }

    private static MigrationKind KindOf(Migration migration, string activity) => migration.Steps.Single(s => s.ActivityId == activity).Kind;

    private static string Bookmark(WorkflowState state, string activity) => state.Bookmarks.Single(b => b.ActivityId == activity).Id;
}
