using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Where an instance waits for an outside answer, for a time, or for whichever comes first.</summary>
/// <param name="Id">Deterministic in instance, activity and round: a repeated burst makes the same one. The first bookmark of an
/// activity execution has the id of that execution.</param>
/// <param name="ActivityId">The id of the activity within its container.</param>
/// <param name="NodeId">The path of the activity in the definition.</param>
/// <param name="ExecutionId">The activity execution that waits.</param>
/// <param name="Name">The activity's type, as Elsa names bookmarks.</param>
/// <param name="Stimulus">The key by which an event finds it (see <see cref="Stimuli"/>); absent where only the id answers.</param>
/// <param name="Payload">What Elsa Studio and the outside may read of it.</param>
/// <param name="DueAt">When it is answered with <see cref="Answer.Due"/>; absent when it waits for ever.</param>
public sealed record Bookmark(
    string Id, string ActivityId, string NodeId, string ExecutionId, string Name, string? Stimulus, JsonNode? Payload, DateTimeOffset? DueAt);
