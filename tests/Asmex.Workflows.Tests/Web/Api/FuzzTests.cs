using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web.Api;

/// <remarks><c>ASMEX_FUZZ</c> says how many documents are saved from each seed; 150 without it.</remarks>
public sealed class FuzzTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private static readonly int _documents = int.TryParse(Environment.GetEnvironmentVariable("ASMEX_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 150;
    private static readonly string[] _sources = ["plan", "conseil-export", "mission-b2b", "salon-collectif"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_saved_is_kept_whole_or_refused_with_reasons(int seed)
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var random = new Random(seed);
        for (var number = 0; number < _documents; number++)
        {
            var document = await DocumentAsync(random);
            var id = document["definitionId"] is JsonValue value ? value.ToString() : null;
            var saved = await caller.SaveAsync(document, publish: random.Next(3) == 0);

            Assert.True(saved.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"seed {seed}, document {number}: {(int)saved.Status}\n{document}");
            if (saved.Status == HttpStatusCode.BadRequest)
            {
                Assert.Contains("errors", saved.Text, StringComparison.Ordinal);
                continue;
            }

            var path = Uri.EscapeDataString(id ?? saved.Json["workflowDefinition"]!["definitionId"]!.ToString());
            var exported = await caller.GetAsync($"/workflow-definitions/{path}/export?versionOptions=Latest");
            Assert.Equal([], Lost.Members(document, exported.Accepted().AsObject()));
            foreach (var read in new[] { $"/workflow-definitions/by-definition-id/{path}?versionOptions=Latest", $"/workflow-definitions/{path}/versions" })
            {
                Assert.Equal((read, HttpStatusCode.OK), (read, (await caller.GetAsync(read)).Status));
            }
        }

        foreach (var list in new[] { "/workflow-definitions?versionOptions=Latest", "/workflow-definitions?versionOptions=AllVersions&SearchTerm=a&OrderBy=Name", "/descriptors/activities" })
        {
            Assert.Equal((list, HttpStatusCode.OK), (list, (await caller.GetAsync(list)).Status));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"model\":[]}")]
    [InlineData("{\"model\":{\"definitionId\":7}}")]
    [InlineData("{\"model\":{\"definitionId\":\"x\",\"definitionId\":\"y\"}}")]
    public async Task What_is_no_definition_is_refused(string body)
    {
        using var caller = await house.CallAsync(Roles.Coordinator);

        var answer = await caller.SendAsync(HttpMethod.Post, "/workflow-definitions", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("One or more errors occurred!", answer.Json["message"]?.ToString());
    }

    [Fact]
    public async Task A_huge_or_bottomless_document_is_refused()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var huge = new JsonObject { ["definitionId"] = "huge", ["root"] = new JsonObject(), ["description"] = new string('x', 3_000_000) };

        Assert.Equal(HttpStatusCode.BadRequest, (await caller.SaveAsync(huge)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.SendAsync(HttpMethod.Post, "/workflow-definitions", $"{{\"model\":{new string('[', 5000)}{new string(']', 5000)}}}")).Status);
    }

    private static async Task<JsonObject> DocumentAsync(Random random)
    {
        var source = _sources[random.Next(_sources.Length)];
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", source + ".json")))!.AsObject();
        document["definitionId"] = $"fuzz-{random.Next()}";
        for (var change = random.Next(1, 12); change > 0; change--)
        {
            Spoil(document, random);
        }

        return document;
    }

    private static void Spoil(JsonNode document, Random random)
    {
        var containers = Containers(document).Where(c => c is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).ToList();
        switch (containers[random.Next(containers.Count)])
        {
            case JsonObject members:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(4) == 0)
                {
                    members.Remove(name);
                }
                else
                {
                    members[random.Next(3) == 0 ? $"odd{random.Next(9)}" : name] = Odd(random);
                }

                break;
            case JsonArray items:
                items[random.Next(items.Count)] = Odd(random);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(m => m.Value).SelectMany(Containers).Prepend(members),
        JsonArray items => items.SelectMany(Containers).Prepend(items),
        _ => [],
    };

    private static JsonNode? Odd(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-1, 3)),
        2 => JsonValue.Create(1e300),
        3 => JsonValue.Create(true),
        4 => JsonValue.Create(""),
        5 => JsonValue.Create("\u0000؟é\ud83d\ude00"),
        6 => new JsonObject { ["type"] = "Elsa.Flowchart", ["id"] = 5 },
        7 => new JsonArray(null, new JsonArray(), "x"),
        _ => new JsonObject { ["expression"] = "none", ["typeName"] = 3 },
    };
}
