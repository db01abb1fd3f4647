using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>What an activity wants done outside the engine, in the transaction of its burst.</summary>
/// <param name="ExecutionId">The activity execution that asks: unique, and the same when the burst is repeated.</param>
public abstract record Effect(string ExecutionId);

/// <summary>Starts another workflow; when <paramref name="Wait"/> its end answers the bookmark <see cref="Effect.ExecutionId"/> of the asker,
/// with the child's output as value.</summary>
public sealed record DispatchEffect(string ExecutionId, string DefinitionId, JsonObject Input, string? CorrelationId, bool Wait) : Effect(ExecutionId)
{
    /// <summary>Set by the application when what was to start is no longer wanted: nothing starts, and whoever waits goes on at once.</summary>
    public bool IsCalledOff { get; set; }
}

/// <summary>Gives an event to every instance that waits for it.</summary>
public sealed record PublishEventEffect(string ExecutionId, string EventName, string? CorrelationId, JsonNode? Payload) : Effect(ExecutionId);

/// <summary>Asks the application for a task; its result answers the bookmark <see cref="Effect.ExecutionId"/>.</summary>
public sealed record RunTaskEffect(string ExecutionId, string TaskName, JsonNode? Payload) : Effect(ExecutionId);
