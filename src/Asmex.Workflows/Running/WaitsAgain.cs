using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Running;

/// <summary>The instance waits again where its state says, at the times that its state says: dates that were moved outside of it are to be moved once more.</summary>
public sealed record WaitsAgain(string ExecutionId) : Effect(ExecutionId);
