using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Keeps a definition that is being written: as a new version after a published one, else in the draft there is. A draft may still have faults.</summary>
public sealed class SaveDraft(WorkflowsDbContext db, TimeProvider clock)
{
    /// <summary>How large a definition may be, in bytes.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <exception cref="RuleBrokenException">It is no definition, too large, or somebody changed the draft meanwhile; nothing was written.</exception>
    public async Task<StoredDefinition> RunAsync(DraftRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stored = await StoreAsync(request, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    /// <summary>The same inside the transaction of another verb.</summary>
    internal async Task<StoredDefinition> StoreAsync(DraftRequest request, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        var (json, definitionId) = Read(request.Source);
        var versions = await db.LockVersionsAsync(definitionId, cancellation);
        var newest = versions.LastOrDefault(v => v.State != DefinitionState.Deleted);
        if (newest is not null && request.BasedOn is { } known && known != newest.Hash && (request.EditedIn is null || request.EditedIn != newest.EditedIn))
        {
            throw new RuleBrokenException("Running.DraftIsNewer", newest.ChangedBy, newest.ChangedAt);
        }

        if (newest is not null && Says(newest.Source, json))
        {
            return newest;
        }

        var now = clock.GetUtcNow();
        if (newest is { State: DefinitionState.Draft })
        {
            newest.Rewrite(request.Source, actor, now, request.EditedIn);
        }
        else
        {
            newest = StoredDefinition.Draft(definitionId, (versions.LastOrDefault()?.Version ?? 0) + 1, request.Source, actor, now, request.EditedIn);
            db.Add(newest);
        }

        db.Add(HistoryEntry.Of(actor, now, "History.DefinitionDrafted", new Subject(), definitionId, newest.Version));
        return newest;
    }

    private static (JsonObject Json, string DefinitionId) Read(string source)
    {
        if (Encoding.UTF8.GetByteCount(source) > MostBytes)
        {
            throw new RuleBrokenException("Running.DefinitionTooLarge", (MostBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture));
        }

        return Parsed(source) is { } json && json["definitionId"] is JsonValue id && id.TryGetValue<string>(out var name) && name.Length is > 0 and <= 100 && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or ' ')
            ? (json, name)
            : throw new RuleBrokenException("Running.NoDefinition");
    }

    private static bool Says(string source, JsonObject json) => JsonNode.DeepEquals(Parsed(source), json);

    private static JsonObject? Parsed(string source)
    {
        try
        {
            return JsonNode.Parse(source, documentOptions: StoredDefinition.Lenient) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
