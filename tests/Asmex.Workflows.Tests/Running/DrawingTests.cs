using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class DrawingTests
{
    private static readonly Actor _writer = new(Guid.CreateVersion7(), "Leïla Berrada", "fr", [new Holding(Roles.Coordinator, null)]);
    private static readonly Actor _reader = new(Guid.CreateVersion7(), "Omar Fassi", "fr", [new Holding(Roles.Coordinator, null)]);

    [DatabaseTheory]
    public async Task Who_wrote_a_version_does_not_publish_it_where_a_second_person_has_to(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind, services => services.Configure<RunningOptions>(o => o.PublishingNeedsSecondPerson = true));
        await shop.RunAsync<SaveDrawing>(save => save.RunAsync(new Drawn(Definition(Sequence("s", Line("one"))), false, null, "w1"), _writer, default));

        var alone = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<PublishDefinition>(publish => publish.RunAsync("d", _writer, default)));
        var atOnce = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            shop.RunAsync<SaveDrawing>(save => save.RunAsync(new Drawn(Definition(Sequence("s", Line("two"))), true, null, "w1"), _writer, default)));
        var published = await shop.RunAsync<PublishDefinition, StoredDefinition>(publish => publish.RunAsync("d", _reader, default));

        Assert.Equal(("Running.SecondPersonPublishes", "Running.SecondPersonPublishes", DefinitionState.Published), (alone.Key, atOnce.Key, published.State));
        Assert.Contains("\"one\"", published.Source, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Two_who_draw_at_once_do_not_both_win(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var first = await shop.RunAsync<SaveDrawing, StoredDefinition>(save => save.RunAsync(new Drawn(Definition(Sequence("s", Line("one"))), false, null, "w0"), _writer, default));

        var both = await Task.WhenAll(new[] { ("two", "w1"), ("three", "w2") }.Select(async one =>
        {
            try
            {
                await shop.RunAsync<SaveDrawing>(save => save.RunAsync(new Drawn(Definition(Sequence("s", Line(one.Item1))), false, first.Hash, one.Item2), _reader, default));
                return "saved";
            }
            catch (RuleBrokenException refusal)
            {
                return refusal.Key;
            }
        }));

        Assert.Equal(["Running.DraftIsNewer", "saved"], both.Order(StringComparer.Ordinal));
    }

    [DatabaseTheory]
    public async Task A_form_that_is_chosen_fills_a_task_without_fields_and_one_that_is_gone_is_refused(DatabaseKind kind)
    {
        const string Typed = """[{ "name": "mine", "type": "text", "label": { "fr": "Le mien" } }]""";
        const string Fields = """[{ "name": "count", "type": "number", "label": { "fr": "Nombre" } }]""";
        static JsonObject Ask(string id, params (string Name, JsonNode? Value)[] inputs) =>
            Activity("AsmexDelegateTask", id, [("title", Expression("Object", """{ "fr": "Demande" }""")), ("role", Literal("delegate")), .. inputs]);
        static JsonObject Named(string id, params JsonObject[] tasks)
        {
            var definition = Definition(Sequence("s", tasks));
            (definition["definitionId"], definition["name"]) = (id, id);
            return definition;
        }

        await using var shop = await Workshop.OpenAsync(kind);
        await shop.ImportAsync(Named("written", Ask("ask", ("form", Expression("Object", Fields))), Ask("computed", ("form", JavaScript("return [];"))), Ask("none")));
        var offered = await shop.RunAsync<TakenForms, IReadOnlyList<(string Name, string Id)>>(forms => forms.AllAsync(default));

        JsonObject Choosing(string id, JsonNode? form) => Ask(id, ("form", form), ("formOf", Literal(offered[0].Id)));
        var drawn = Named(
            "drawn", Choosing("fresh", null), Choosing("emptied", Expression("Object", "[]")), Choosing("typed", Expression("Object", Typed)),
            Ask("none", ("form", Expression("Object", "[]")), ("formOf", Literal(null))), Ask("odd", ("formOf", new JsonObject { ["expression"] = "none" })));
        var saved = await shop.RunAsync<SaveDrawing, StoredDefinition>(save => save.RunAsync(new Drawn(drawn, false, null, "w1"), _writer, default));
        drawn["root"]!["activities"]![0]!["formOf"] = Literal("written/Workflow1:s:none");
        var gone = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<SaveDrawing>(save => save.RunAsync(new Drawn(drawn, false, null, "w1"), _writer, default)));

        Assert.Equal([("written · ask", "written/Workflow1:s:ask")], offered);
        var asked = JsonNode.Parse(saved.Source)!["root"]!["activities"]!.AsArray();
        Assert.Equal([Fields, Fields, Typed, "[]", null], asked.Select(a => a!["form"]?["expression"]!["value"]!.ToString()));
        Assert.All(asked, a => Assert.False(a!.AsObject().ContainsKey("formOf")));
        Assert.Equal("Running.FormIsGone", gone.Key);
    }

    [DatabaseTheory]
    public async Task A_coordinator_sees_the_instances_of_the_own_regions_only(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        foreach (var (id, region) in new[] { ("here", "MA-09"), ("there", "MA-02"), ("nowhere", null) })
        {
            await shop.InAsync((bursts, _) => bursts.StartAsync(new StartWorkflow("d", id, [], Region: region), Actor.House, default));
        }

        async Task<List<string>> SeenAsync(params Holding[] holdings) =>
            await shop.ReadAsync(db => db.Set<WorkflowInstance>().SeenBy(new Actor(null, "", "fr", holdings)).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync());

        Assert.Equal(["here"], await SeenAsync(new Holding(Roles.Coordinator, "MA-09"), new Holding(Roles.Delegate, "MA-02")));
        Assert.Equal([], await SeenAsync(new Holding(Roles.Delegate, "MA-09")));
        Assert.Equal(["here", "nowhere", "there"], await SeenAsync(new Holding(Roles.Coordinator, null)));
        Assert.Equal(["here", "nowhere", "there"], await SeenAsync(new Holding(Roles.Auditor, null)));
    }

    [Fact]
    public void A_comparison_names_what_was_added_removed_and_changed_and_leaves_out_what_only_moved()
    {
        var before = Flowchart("f", [Line("kept"), Line("changed"), Line("gone")], "kept > changed", "changed > gone");
        var after = Flowchart("f", [Line("fresh"), Line("kept"), Line("changed")], "kept > changed", "changed > fresh");
        after["activities"]![1]!["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 9 } } };
        after["activities"]![1]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = false };
        after["activities"]![2]!["text"] = Literal("otherwise");

        var difference = VersionDifference.Between(Stored(Definition(before, ("V", "String", null))), Stored(Definition(after, ("V", "String", "x"), ("W", "Int32", null))));

        Assert.Equal([("changed", StepDifference.Changed), ("f", StepDifference.Same), ("fresh", StepDifference.Added), ("gone", StepDifference.Removed), ("kept", StepDifference.Same)],
            difference.Steps.Select(s => (s.Id, s.Difference)).OrderBy(s => s.Id, StringComparer.Ordinal));
        Assert.Equal(new MemberDifference("text", "changed", "otherwise"), Assert.Single(difference.Steps.Single(s => s.Id == "changed").Members));
        Assert.Equal(["changed (Done) → fresh"], difference.AddedLines);
        Assert.Equal(["changed (Done) → gone"], difference.RemovedLines);
        Assert.Equal(["variables · V", "variables · W"], difference.Whole.Select(m => m.Member));
        Assert.True(VersionDifference.Between(Stored(Definition((JsonObject)before.DeepClone())), Stored(Definition((JsonObject)before.DeepClone()))).IsNone);
    }

    [Fact]
    public void The_order_of_a_flowchart_and_the_sizes_of_its_boxes_stay_though_a_designer_writes_others()
    {
        var before = Flowchart("f", [Line("a"), Line("b"), Line("c")], "a > b", "a > c");
        before["activities"]![0]!["metadata"] = Place(10, 48);
        var given = Flowchart("f", [Line("new"), Line("c"), Line("b"), Line("a")], "a > c", "a > new", "a > b");
        given["activities"]![3]!["metadata"] = Place(20, 260);

        new KeptMembers(new ActivityCatalog()).Complete(new JsonObject { ["root"] = before }, new JsonObject { ["root"] = given });

        Assert.Equal(["a", "b", "c", "new"], given["activities"]!.AsArray().Select(a => a!["id"]!.ToString()));
        Assert.Equal(["b", "c", "new"], given["connections"]!.AsArray().Select(l => l!["target"]!["activity"]!.ToString()));
        Assert.True(JsonNode.DeepEquals(Place(20, 48), given["activities"]![0]!["metadata"]));
    }

    private static JsonObject Place(int x, int width) =>
        new() { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = 0 }, ["size"] = new JsonObject { ["width"] = width, ["height"] = 48 } } };

    private static StoredDefinition Stored(JsonObject definition) => StoredDefinition.Draft("d", 1, definition.ToJsonString(), Actor.House, TestDatabase.Start);
}
