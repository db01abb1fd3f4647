namespace Asmex.Workflows.Files;

/// <summary>A file as it came with a form.</summary>
public sealed record GivenDocument(string Name, Stream Content);
