using System.Net;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Traces;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web.Api;

public sealed class RoundTripTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private static readonly TraceReplay _replay = new(new ActivityCatalog());

    [Theory]
    [InlineData("flowcharts.jsonl")]
    [InlineData("structured.jsonl")]
    public async Task A_recorded_case_saved_as_Studio_saves_it_and_exported_gives_the_same_trace(string file)
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var differences = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Engine", "Traces", file)))
        {
            var trace = JsonNode.Parse(line)!.AsObject();
            var exported = new JsonArray();
            foreach (var definition in trace["definitions"]!.AsArray().OfType<JsonObject>())
            {
                exported.Add((JsonNode)await ThroughStudioAsync(caller, definition));
            }

            trace["definitions"] = exported;
            if (_replay.Replay(trace.ToJsonString()).Difference is { } difference)
            {
                differences.Add($"{trace["name"]}: {difference}");
            }
        }

        Assert.Equal([], differences);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("conseil-export")]
    [InlineData("diag-offre")]
    [InlineData("ident-potentiel")]
    [InlineData("mission-b2b")]
    [InlineData("primo-export")]
    [InlineData("salon-collectif")]
    public async Task A_definition_of_the_house_loses_nothing_in_Studio(string definitionId)
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var before = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", definitionId + ".json")))!.AsObject();
        Plant(before, new Random(definitionId.Length));
        (await caller.PostAsync("/workflow-definitions/import", before)).Accepted();

        var after = await ThroughStudioAsync(caller, before);

        Assert.Equal([], Lost.Members(before, after));
    }

    [Fact]
    public async Task What_comes_in_as_a_file_says_everything()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "diag-offre.json")))!.AsObject();
        file["definitionId"] = "whole-file";
        (await caller.PostAsync("/workflow-definitions/import", file)).Accepted();

        file["customProperties"] = new JsonObject();
        (await caller.PostAsync("/workflow-definitions/import", file)).Accepted();

        var kept = (await caller.GetAsync("/workflow-definitions/whole-file/export?versionOptions=Latest")).Accepted().AsObject();
        Assert.Null(kept["customProperties"]!["Asmex"]);
    }

    private static async Task<JsonObject> ThroughStudioAsync(ApiCaller caller, JsonObject definition)
    {
        var id = definition["definitionId"]!.ToString();
        (await caller.PostAsync("/workflow-definitions/import", definition)).Accepted();
        var read = (await caller.GetAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest")).Accepted().AsObject();
        var saved = await caller.SaveAsync(StudioHand.Save(read));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        return (await caller.GetAsync($"/workflow-definitions/{id}/export?versionOptions=Latest")).Accepted().AsObject();
    }

    // Members that no designer knows, at every kind of place that has an identity.
    private static void Plant(JsonObject definition, Random random)
    {
        definition["unknownOfDefinition"] = new JsonObject { ["a"] = random.Next() };
        definition["isSystem"] = true;
        ((JsonObject)definition["options"]!)["unknownOfOptions"] = "kept";
        foreach (var list in new[] { "variables", "inputs", "outputs" })
        {
            foreach (var item in definition[list]!.AsArray().OfType<JsonObject>())
            {
                item["unknownOfItem"] = random.Next();
            }
        }

        foreach (var activity in definition["root"]!["activities"]!.AsArray().OfType<JsonObject>())
        {
            activity["unknownOfActivity"] = new JsonArray(1, "two");
        }

        foreach (var line in definition["root"]!["connections"]!.AsArray().OfType<JsonObject>())
        {
            line["unknownOfLine"] = random.Next();
        }
    }
}
