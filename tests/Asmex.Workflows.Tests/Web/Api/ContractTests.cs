using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>Every call against the shape of the answer that a real Elsa 3.8 server gave: <c>recorded.jsonl</c>, one call a line. A member whose name ends in a
/// question mark may be missing there too.</summary>
public sealed class ContractTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Web", "Api");

    // What is ours alone: no Elsa server has it, no client minds it.
    private static readonly HashSet<string> _ours = ["AsmexBase", "isArray", "defaultSyntax", "$schema"];

    [Fact]
    public async Task Every_call_answers_in_the_recorded_shape()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        var model = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "contract.json")))!.AsObject();
        (await caller.SaveAsync(model, publish: true)).Accepted();
        var instance = (await caller.PostAsync("/workflow-definitions/contract/execute", new JsonObject { ["correlationId"] = "c-0" })).Accepted()["workflowState"]!["id"]!.ToString();
        var execution = (await caller.GetAsync($"/activity-executions/list?workflowInstanceId={instance}&activityNodeId=Workflow1:Flowchart1:W1")).Accepted()["items"]![0]!["id"]!.ToString();
        var differences = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(_folder, "recorded.jsonl")))
        {
            string Filled(string text) => text.Replace("\"{model}\"", model.ToJsonString(), StringComparison.Ordinal)
                .Replace("{version}", "contract-v1", StringComparison.Ordinal).Replace("{instance}", instance, StringComparison.Ordinal).Replace("{execution}", execution, StringComparison.Ordinal);
            var recorded = JsonNode.Parse(line)!;
            var call = recorded["call"]!.ToString().Split(' ', 2);
            var answer = await caller.SendAsync(new HttpMethod(call[0]), Filled(call[1]), recorded["body"] is { } body ? Filled(body.ToJsonString()) : null);
            if ((int)answer.Status != recorded["status"]!.GetValue<int>())
            {
                differences.Add($"{string.Join(' ', call)}: {(int)answer.Status} {answer.Text}");
            }
            else if (recorded["answer"] is { } shape)
            {
                differences.AddRange(Differences(shape, answer.Json, "$").Select(d => $"{string.Join(' ', call)}: {d}"));
            }
            else if (answer.Text.Length > 0)
            {
                differences.Add($"{string.Join(' ', call)}: a body where there is none: {answer.Text}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task Every_route_was_recorded()
    {
        var called = (await File.ReadAllLinesAsync(Path.Combine(_folder, "recorded.jsonl"))).Select(line => JsonNode.Parse(line)!["call"]!.ToString().Split(' ')).Select(c => (Method: c[0], Path: c[1].Split('?')[0])).ToList();
        var missing = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/elsa/api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (Method: m, Path: e.RoutePattern.RawText!["/elsa/api".Length..].TrimEnd('/'))))
            .Where(r => !called.Exists(c => c.Method == r.Method && Fits(r.Path, c.Path)))
            .Select(r => $"{r.Method} {r.Path}").ToList();

        // Files, what Elsa answers without a body, and a second way to the same.
        Assert.Equal(
            ["DELETE /workflow-definitions/{definitionId}", "DELETE /workflow-instances/{id}", "POST /workflow-definitions/import-files", "POST /workflow-definitions/subgraph/segments/{id}"],
            missing.Order(StringComparer.Ordinal));
    }

    private static bool Fits(string pattern, string path)
    {
        var (wanted, given) = (pattern.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(p => p.First == p.Second || p.First.StartsWith('{'));
    }

    private static IEnumerable<string> Differences(JsonNode shape, JsonNode? answer, string path)
    {
        switch (shape, answer)
        {
            case (JsonObject members, JsonObject given):
                foreach (var (name, value) in members)
                {
                    var plain = name.TrimEnd('?');
                    if (!given.ContainsKey(plain))
                    {
                        if (plain == name)
                        {
                            yield return $"{path}.{name} is missing";
                        }
                    }
                    else if (!name.EndsWith('?'))
                    {
                        foreach (var difference in Differences(value!, given[plain], $"{path}.{plain}"))
                        {
                            yield return difference;
                        }
                    }
                }

                foreach (var extra in given.Where(g => members.Count > 0 && !members.ContainsKey(g.Key) && !members.ContainsKey(g.Key + "?") && !_ours.Contains(g.Key)))
                {
                    if (!path.EndsWith(".activities[0]", StringComparison.Ordinal) && !path.EndsWith(".uiSpecifications", StringComparison.Ordinal))
                    {
                        yield return $"{path}.{extra.Key} is no member there";
                    }
                }

                break;
            case (JsonArray items, JsonArray given):
                if (items.Count > 0)
                {
                    if (given.Count == 0)
                    {
                        yield return $"{path} is empty";
                    }
                    else
                    {
                        foreach (var difference in Differences(items[0]!, FullestOf(given), $"{path}[0]"))
                        {
                            yield return difference;
                        }
                    }
                }

                break;
            default:
                if (Kind(shape) != Kind(answer))
                {
                    yield return $"{path} is {Kind(answer)}, there it is {Kind(shape)}";
                }

                break;
        }
    }

    // Items of one list have not all the same lists in them.
    private static JsonNode? FullestOf(JsonArray items) => items.MaxBy(i => i is JsonObject o ? o.Count(m => m.Value is JsonArray { Count: > 0 }) : 0);

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch { JsonValueKind.True or JsonValueKind.False => "a flag", null => "null", { } kind => kind.ToString() };
}
