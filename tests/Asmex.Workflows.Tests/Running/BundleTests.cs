using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Bundles;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Tests.Definitions;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Running;

public sealed class BundleTests
{
    public static TheoryData<string> Names => [.. Definition.All.Select(d => d.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Exported_and_imported_again_it_is_the_same_member_for_member(string name)
    {
        await using var database = await HouseAsync(DatabaseKind.Sqlite);
        var definition = Definition.Of(name);
        var bundle = await ExportAsync(database, IdOf(definition));
        await using var elsewhere = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var same = await ImportAsync(database, bundle);
        var there = await ImportAsync(elsewhere, bundle);

        Assert.Equal((1, DefinitionState.Published), (same.Version, same.State));
        Assert.Equal((1, DefinitionState.Published), (there.Version, there.State));
        Assert.True(JsonNode.DeepEquals(definition.Json, JsonNode.Parse(there.Source)));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_stock_server_finds_in_it_every_activity_type_with_inputs_outputs_and_outcomes(string name)
    {
        await using var database = await HouseAsync(DatabaseKind.Sqlite);
        var definition = Definition.Of(name);

        var bundle = JsonNode.Parse(await ExportAsync(database, IdOf(definition)))!;

        var definitions = bundle["definitions"]!.AsArray().Select(d => d!.AsObject()).ToList();
        var main = definitions[^1];
        Assert.Equal((string?)bundle["main"], (string?)main["definitionId"]);
        var standIns = definitions[..^1].ToDictionary(d => (string)d["definitionId"]!);
        var types = new ActivityCatalog(typeof(StoredDefinition).Assembly).Descriptors.ToDictionary(d => d.TypeName);
        var used = main["root"]!["activities"]!.AsArray().Select(a => a!.AsObject()).Where(a => !((string)a["type"]!).StartsWith("Elsa.", StringComparison.Ordinal)).ToList();
        Assert.Equal(used.Select(a => (string)a["type"]!).Distinct().Order(), standIns.Keys.Order());
        Assert.All(standIns, s => Check(types[s.Key], s.Value));
        Assert.All(used, activity =>
        {
            var standIn = standIns[(string)activity["type"]!];
            Assert.Equal(((string)activity["type"]!, 1), ((string)activity["workflowDefinitionId"]!, (int)activity["latestAvailablePublishedVersion"]!));
            Assert.Null(activity["workflowDefinitionVersionId"]);
            Assert.True(activity.ContainsKey("workflowDefinitionVersionId") && activity.ContainsKey("latestAvailablePublishedVersionId"));
            Assert.Subset(NamesIn(standIn["inputs"]).Concat(NamesIn(standIn["outputs"])).ToHashSet(), Arguments(activity));
            Assert.Subset(standIn["outcomes"]!.AsArray().Select(o => (string)o!).ToHashSet(), definition.PortsOf(Definition.Id(activity)).ToHashSet());
        });
    }

    [Fact]
    public async Task All_bundles_say_the_same_of_a_type_so_that_one_server_can_take_all()
    {
        await using var database = await HouseAsync(DatabaseKind.Sqlite);
        var standIns = new List<JsonNode>();
        foreach (var definition in Definition.All)
        {
            standIns.AddRange(JsonNode.Parse(await ExportAsync(database, IdOf(definition)))!["definitions"]!.AsArray().SkipLast(1)!);
        }

        Assert.All(standIns.GroupBy(s => (string)s["definitionId"]!), same => Assert.All(same, one => Assert.True(JsonNode.DeepEquals(same.First(), one))));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task It_runs_to_its_end_where_only_stock_activities_are_known(string name)
    {
        await using var database = await HouseAsync(DatabaseKind.Sqlite);
        var run = new StockRun(await ExportAsync(database, IdOf(Definition.Of(name))), Definition.Of(name));

        run.ToTheEnd();

        Assert.True(run.IsFinished);
        Assert.Empty(run.Faults);
    }

    [Fact]
    public async Task An_answer_without_a_known_outcome_asks_again_and_a_rejection_leads_back()
    {
        await using var database = await HouseAsync(DatabaseKind.Sqlite);
        var run = new StockRun(await ExportAsync(database, "CONSEIL-EXPORT"), Definition.Of("conseil-export"));
        run.UntilStep("convocation-approval");

        run.Answer("convocation-approval", "Perhaps");
        Assert.Equal(["convocation-approval"], run.Waiting);

        run.Answer("convocation-approval", "SentBack");
        Assert.Equal(["convocation"], run.Waiting);
    }

    [DatabaseTheory]
    public async Task Who_exported_and_imported_is_on_record_and_only_those_who_write_definitions_may(DatabaseKind kind)
    {
        await using var database = await HouseAsync(kind);
        var bundle = await ExportAsync(database, "salon-collectif");
        var changed = bundle.Replace("\"description\": \"", "\"description\": \"Modifié. ", StringComparison.Ordinal);

        var second = await ImportAsync(database, changed);
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<ExportBundle, string>(export => export.RunAsync("salon-collectif", Actor.Guest("Karim", "fr"), default)));
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => ImportAsync(database, "{\"definitions\": []}"));

        Assert.Equal((2, DefinitionState.Published), (second.Version, second.State));
        Assert.Equal("Running.NoBundle", refusal.Key);
        await using var scope = database.Scope();
        Assert.Equal(["History.BundleExported", "History.DefinitionDrafted", "History.DefinitionPublished"], await scope.Db.Set<HistoryEntry>().Where(h => h.Key != "History.DefinitionLoaded").OrderBy(h => h.Id).Select(h => h.Key).ToListAsync());
    }

    private static void Check(ActivityDescriptor type, JsonObject standIn)
    {
        Assert.Equal((type.TypeName, 1, true, "Asmex"), ((string)standIn["name"]!, (int)standIn["version"]!, (bool)standIn["options"]!["usableAsActivity"]!, (string)standIn["options"]!["activityCategory"]!));
        Assert.Equal(type.Inputs.Select(i => i.Name), NamesIn(standIn["inputs"]));
        Assert.Equal(type.Outputs.Select(o => o.Name), NamesIn(standIn["outputs"]));
        string[] known = ["Object", "String", "Int32", "Decimal", "Boolean"];
        Assert.All(standIn["inputs"]!.AsArray(), i => Assert.Contains((string)i!["type"]!, known));
        var outcomes = standIn["outcomes"]!.AsArray().Select(o => (string)o!).ToList();
        Assert.Subset(outcomes.ToHashSet(), type.Ports.Select(p => p.Name).ToHashSet());
        var activities = standIn["root"]!["activities"]!.AsArray().ToDictionary(a => (string)a!["id"]!, a => a!);
        Assert.Equal("Elsa.RunTask", (string)activities["task"]["type"]!);
        Assert.Equal(outcomes, activities["sw"]["cases"]!.AsArray().Select(c => (string)c!["label"]!));
        Assert.All(outcomes, o => Assert.Equal(("Elsa.Complete", o), ((string)activities["end" + o]["type"]!, (string)activities["end" + o]["outcomes"]!["expression"]!["value"]!)));
        Assert.All(activities, a => Assert.Equal($"Workflow1:f:{a.Key}", (string)a.Value["nodeId"]!));
        Assert.All(standIn["root"]!["connections"]!.AsArray(), c => Assert.True(activities.ContainsKey((string)c!["source"]!["activity"]!) && activities.ContainsKey((string)c["target"]!["activity"]!)));
    }

    private static HashSet<string> Arguments(JsonObject activity) =>
        [.. activity.Where(m => m.Value is JsonObject argument && (argument.ContainsKey("expression") || argument.ContainsKey("memoryReference"))).Select(m => char.ToUpperInvariant(m.Key[0]) + m.Key[1..])];

    private static IEnumerable<string> NamesIn(JsonNode? arguments) => arguments!.AsArray().Select(a => (string)a!["name"]!);

    private static string IdOf(Definition definition) => (string)definition.Json["definitionId"]!;

    private static Task<string> ExportAsync(TestDatabase database, string name) => database.RunAsync<ExportBundle, string>(export => export.RunAsync(name, Actor.House, default));

    private static Task<StoredDefinition> ImportAsync(TestDatabase database, string bundle) => database.RunAsync<ImportBundle, StoredDefinition>(import => import.RunAsync(bundle, Actor.House, default));

    private static async Task<TestDatabase> HouseAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind, services => services.Configure<RunningOptions>(o => o.DefinitionsPath = Path.Combine(Repository.Root, "workflows")));
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        return database;
    }
}
