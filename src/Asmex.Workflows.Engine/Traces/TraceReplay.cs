using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Traces;

/// <summary>Runs recorded cases of another engine and says where this one differs.</summary>
/// <remarks>A case is one line of JSON: <c>definitions</c>, the <c>main</c> one, and <c>expected.steps</c>: the start, then one resume a step,
/// each with the lines written, the activities waiting, and the status after it.</remarks>
public sealed class TraceReplay(ActivityCatalog activities)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly WorkflowEngine _engine = new(activities, BurstLimits.Default);

    /// <summary>Replays cases, one a line, and writes the first difference of each and <c>N of M agree</c>.</summary>
    /// <returns>True when all agree.</returns>
    public bool Replay(IEnumerable<string> lines, TextWriter output)
    {
        var (agreed, all) = (0, 0);
        foreach (var line in lines.Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            all++;
            var result = Replay(line);
            if (result.Difference is null)
                agreed++;
            else
                output.WriteLine($"{result.Name}: {result.Difference}");
        }
        output.WriteLine($"{agreed} of {all} agree");
        return agreed == all;
    }

    /// <summary>Replays one case.</summary>
    /// <param name="reloads">Writes and reads the state between all steps, as a database would.</param>
    public TraceResult Replay(string line, bool reloads = false)
    {
        var trace = JsonNode.Parse(line)!.AsObject();
        var name = trace["name"]!.GetValue<string>();
        try
        {
            return new TraceResult(name, FirstDifference(trace, reloads));
        }
        catch (DefinitionFaultException problem)
        {
            return new TraceResult(name, $"the definition was refused: {problem.Message}");
        }
    }

    private string? FirstDifference(JsonObject trace, bool reloads)
    {
        var definition = ReadMain(trace);
        var expected = trace["expected"]!;
        var incidents = new List<string>();
        Burst? burst = null;
        foreach (var step in expected["steps"]!.AsArray().OfType<JsonObject>())
        {
            var resumed = step["resumed"]!.GetValue<string>();
            burst = burst is null ? _engine.Start(definition, new StartOrder("trace", [], Start)) : Resume(definition, burst.State, resumed, reloads);
            if (burst is null)
                return $"at '{resumed}': nothing waits there";
            incidents.AddRange(burst.Incidents.Select(i => i.ActivityId));
            if (Compare(step, burst) is { } difference)
                return $"at '{resumed}': {difference}";
        }
        var wanted = Texts(expected["incidents"]);
        return incidents.Order().SequenceEqual(wanted.Order()) ? null : $"incidents: expected [{string.Join(", ", wanted)}], got [{string.Join(", ", incidents)}]";
    }

    private Burst? Resume(WorkflowDefinition definition, WorkflowState state, string activityId, bool reloads)
    {
        if (reloads)
            state = WorkflowState.FromJson(state.ToJson());
        var bookmark = state.Bookmarks.FirstOrDefault(b => b.ActivityId == activityId);
        return bookmark is null ? null : _engine.Resume(definition, state, bookmark.Id, new Answer(), Start);
    }

    private static string? Compare(JsonObject step, Burst burst) =>
        Compare("lines", Texts(step["lines"]), burst.Lines)
        ?? Compare("waiting", Texts(step["waiting"]), [.. burst.State.Bookmarks.OrderBy(b => b.NodeId, StringComparer.Ordinal).Select(b => b.ActivityId)])
        ?? Compare("status", [step["status"]!.GetValue<string>()], [burst.State.Status.ToString()])
        ?? Compare("sub-status", [step["subStatus"]!.GetValue<string>()], [burst.State.SubStatus.ToString()])
        ?? (burst.IsRolledBack ? $"rolled back: {burst.Incidents[0].Message}" : null);

    private static string? Compare(string what, IReadOnlyList<string> expected, IReadOnlyList<string> got) =>
        expected.SequenceEqual(got) ? null : $"{what}: expected [{string.Join(", ", expected)}], got [{string.Join(", ", got)}]";

    private WorkflowDefinition ReadMain(JsonObject trace)
    {
        var main = trace["main"]!.GetValue<string>();
        var all = trace["definitions"]!.AsArray().OfType<JsonObject>().ToList();
        var source = all.Last(d => d["definitionId"]!.GetValue<string>() == main);
        return WorkflowDefinition.Read(source.ToJsonString(), _engine.Activities, new DefinitionSet(all));
    }

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(t => t!.GetValue<string>())];
}
