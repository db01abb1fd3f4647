using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Execution;

public enum WorkflowStatus { Running, Finished }

public enum WorkflowSubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }

/// <summary>Where an instance stands. Immutable to callers; written and read as compact JSON that does not grow with the history.</summary>
public sealed class WorkflowState
{
    public required string InstanceId { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>The values the instance was started with.</summary>
    public JsonObject Input { get; init; } = [];
    public JsonObject Output { get; init; } = [];

    /// <summary>The variables of the whole workflow, by id.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Variables =>
        (Contexts.Count == 0 ? [] : Contexts[0].Variables).ToDictionary(v => v.Key, v => Values.ToJson(v.Value));

    /// <summary>The activities that have begun and not ended, by node id.</summary>
    public IEnumerable<string> ActiveNodeIds => Contexts.Skip(1).Select(c => c.NodeId);

    /// <summary>The value of a variable for the activity that waits at a bookmark: its own, else that of the nearest container that has it; null without any.</summary>
    public JsonNode? VariableAt(Bookmark bookmark, string name)
    {
        var at = Contexts.ToList().FindIndex(c => c.ExecutionId == bookmark.ExecutionId);
        while (at >= 0)
        {
            var context = Contexts[at];
            var found = context.Variables.FirstOrDefault(v => v.Key == name);
            if (found.Key is not null)
                return Values.ToJson(found.Value);
            at = at == 0 ? -1 : context.Parent;
        }

        return null;
    }

    /// <summary>The same, but that a wait ends at another time: no answer of the clock is taken before it.</summary>
    public WorkflowState With(Bookmark moved) => new()
    {
        InstanceId = InstanceId,
        DefinitionId = DefinitionId,
        Version = Version,
        CorrelationId = CorrelationId,
        Name = Name,
        Status = Status,
        SubStatus = SubStatus,
        Bookmarks = [.. Bookmarks.Select(b => b.Id == moved.Id ? moved : b)],
        Input = Input,
        Output = Output,
        Rounds = Rounds,
        Contexts = Contexts,
        Outputs = Outputs,
    };

    internal long Rounds { get; init; }
    internal IReadOnlyList<ContextRecord> Contexts { get; init; } = [];
    internal Dictionary<string, object?> Outputs { get; init; } = [];

    public string ToJson() => StateWriter.Write(this);

    /// <exception cref="FormatException">The text is not a state; the message says where.</exception>
    public static WorkflowState FromJson(string json) => StateReader.Read(json);
}
