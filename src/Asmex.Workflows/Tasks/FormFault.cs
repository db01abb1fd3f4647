namespace Asmex.Workflows.Tasks;

/// <summary>What is wrong with one field, as a key and values of a sentence.</summary>
public sealed record FormFault(string Field, string Key, params object[] Values);
