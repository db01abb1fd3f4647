using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Running;

/// <summary>One version of a definition, as it was read; a changed file becomes a new version. Only a draft is ever rewritten.</summary>
public sealed class StoredDefinition
{
    /// <summary>A source may hold comments and trailing commas, as Elsa's files may.</summary>
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private StoredDefinition()
    {
    }

    public StoredDefinition(string definitionId, int version, string source, string hash, string file, DateTimeOffset at)
    {
        (Id, DefinitionId, Version, Source, Hash, File, CreatedAt) = ($"{definitionId}-v{version}", definitionId, version, source, hash, file, at);
        (State, ChangedAt) = (DefinitionState.Published, at);
    }

    /// <summary>A version that does not run yet.</summary>
    public static StoredDefinition Draft(string definitionId, int version, string source, Actor by, DateTimeOffset at, string? editedIn = null) =>
        new(definitionId, version, source, HashOf(source), "", at) { State = DefinitionState.Draft, ChangedBy = by.Name, WrittenById = by.PersonId, EditedIn = editedIn };

    public string Id { get; private init; } = "";
    public string DefinitionId { get; private init; } = "";
    public int Version { get; private init; }
    public string Source { get; private set; } = "";
    public string Hash { get; private set; } = "";

    /// <summary>The file it came from; empty for one that was imported or drawn.</summary>
    public string File { get; private init; } = "";

    /// <summary>Since when it stands: when it was published first; of a draft, when that was begun.</summary>
    public DateTimeOffset CreatedAt { get; private set; }
    public DefinitionState State { get; private set; }

    /// <summary>Who changed it last; empty for the house.</summary>
    public string ChangedBy { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Who wrote its content last; absent for files and the house.</summary>
    public Guid? WrittenById { get; private set; }

    /// <summary>The designer's window that wrote its content last; absent when none did.</summary>
    public string? EditedIn { get; private set; }

    public static string HashOf(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    /// <summary>Gives a draft another content.</summary>
    public void Rewrite(string source, Actor by, DateTimeOffset at, string? editedIn = null)
    {
        if (State != DefinitionState.Draft)
        {
            throw new InvalidOperationException($"Version {Version} of '{DefinitionId}' is {State}; only a draft can be rewritten.");
        }

        (Source, Hash, ChangedBy, ChangedAt) = (source, HashOf(source), by.Name, at);
        (WrittenById, EditedIn) = (by.PersonId, editedIn);
    }

    public void Become(DefinitionState state, string by, DateTimeOffset at)
    {
        // What was published while this was a draft knew nothing of it, and must not find it when it is read again.
        if (State == DefinitionState.Draft)
        {
            CreatedAt = at;
        }

        (State, ChangedBy, ChangedAt) = (state, by, at);
    }
}
