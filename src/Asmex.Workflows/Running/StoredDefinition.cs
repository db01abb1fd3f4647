namespace Asmex.Workflows.Running;

/// <summary>One version of a definition, as it was read; a changed file becomes a new version.</summary>
public sealed class StoredDefinition
{
    private StoredDefinition()
    {
    }

    public StoredDefinition(string definitionId, int version, string source, string hash, string file, DateTimeOffset at)
    {
        (Id, DefinitionId, Version, Source, Hash, File, CreatedAt) = ($"{definitionId}-v{version}", definitionId, version, source, hash, file, at);
    }

    public string Id { get; private init; } = "";
    public string DefinitionId { get; private init; } = "";
    public int Version { get; private init; }
    public string Source { get; private init; } = "";
    public string Hash { get; private init; } = "";
    public string File { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
}
