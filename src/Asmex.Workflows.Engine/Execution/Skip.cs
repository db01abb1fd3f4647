namespace Asmex.Workflows.Engine.Execution;

/// <summary>A repair: wherever this activity fails in the burst, it leaves by the chosen outcomes instead; where it does not fail, the first time it would run or be answered.</summary>
public sealed record Skip(string NodeId, IReadOnlyList<string> Outcomes);
