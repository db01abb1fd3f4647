using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>What the outside gives to a waiting activity.</summary>
/// <param name="Outcome">The port to leave by, where the activity lets the answer choose one.</param>
/// <param name="Value">The payload: a task's form, an event's payload, a child's output.</param>
/// <param name="IsDue">True when nobody answered and the time set by the bookmark has come.</param>
public sealed record Answer(string? Outcome = null, JsonNode? Value = null, bool IsDue = false)
{
    public static Answer Due { get; } = new(IsDue: true);
}
