namespace Asmex.Workflows.Engine.Traces;

/// <summary>What came of one replayed case.</summary>
/// <param name="Difference">Where it first differs; null when it agrees.</param>
public sealed record TraceResult(string Name, string? Difference);
