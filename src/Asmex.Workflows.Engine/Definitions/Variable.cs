namespace Asmex.Workflows.Engine.Definitions;

/// <summary>A variable that a definition declares, for the whole or for one container.</summary>
/// <param name="TypeName">Elsa's alias: String, Int32, Decimal, Object, …</param>
/// <param name="Default">Its first value, already of its type.</param>
public sealed record Variable(string Id, string Name, string TypeName, bool IsArray, object? Default);
