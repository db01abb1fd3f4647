namespace Asmex.Workflows.Engine.Definitions;

/// <summary>What is wrong, for whoever says it in another language than <see cref="DefinitionFault.Message"/>.</summary>
/// <param name="Key">The kind of fault, e.g. <c>NoRoot</c>.</param>
/// <param name="Values">What the sentence names: inputs, ports, types, and the reasons that a parser gave, in English.</param>
public sealed record FaultReason(string Key, params IReadOnlyList<string> Values);
