namespace Asmex.Workflows.Engine.Execution;

/// <summary>A repair: the first time this activity would run or be answered in the burst, it leaves by the chosen outcomes instead.</summary>
public sealed record Skip(string NodeId, IReadOnlyList<string> Outcomes);
