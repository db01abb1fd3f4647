namespace Asmex.Workflows.Engine.Execution;

/// <summary>A burst used more than it may: a loop without an end, most likely.</summary>
internal sealed class BurstLimitException(string message) : Exception(message);
