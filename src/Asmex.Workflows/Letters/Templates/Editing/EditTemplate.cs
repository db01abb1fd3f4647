using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters.Templates.Editing;

/// <summary>A coordinator changes what a letter says in one language, which holds once a second person approved it; or goes back to a version that held before, at once.
/// Letters that are written already stay as they are.</summary>
public sealed class EditTemplate(WorkflowsDbContext db, TemplateCatalog catalog, TemplateEdits edits, TimeProvider clock)
{
    /// <exception cref="NothingThereException">Not a coordinator, or no such letter or language.</exception>
    /// <exception cref="RuleBrokenException">Somebody changed it meanwhile, or nothing changes.</exception>
    /// <exception cref="TemplateFaultException">The text has a fault, at this line and column; nothing was written.</exception>
    public async Task<TemplateVersion> RunAsync(EditTemplateRequest request, Actor actor, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Coordinator) || !Languages.All.Contains(request.Language) || !catalog.IsLetter(request.Key))
        {
            throw new NothingThereException("template");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldNameAsync($"template:{request.Key}:{request.Language}", cancellation);
        var versions = await db.Set<TemplateVersion>().AsNoTracking().Where(v => v.Key == request.Key && v.Language == request.Language).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        var current = versions.FirstOrDefault();
        if ((current?.Number ?? 0) != request.SeenVersion)
        {
            throw new RuleBrokenException("Templates.ChangedMeanwhile", current!.By, current.At);
        }

        var source = Source(request, versions);
        var file = catalog.FileOf(request.Key, request.Language);
        if ((source ?? file) == (current?.Source ?? file))
        {
            throw new RuleBrokenException("Templates.NothingChanges");
        }

        if (source is not null)
        {
            catalog.Check(request.Key, request.Language, source);
        }

        var now = clock.GetUtcNow();
        var version = new TemplateVersion(request.Key, request.Language, request.SeenVersion + 1, source, Line.Of(request.Note, TemplateVersion.LongestNote), actor, now);
        if (source is null || versions.Find(v => v.ApprovedAt is not null && v.Number == request.BackTo) is not null)
        {
            version.ApproveAs(versions.Find(v => v.Number == request.BackTo), now);
        }

        db.Add(version);
        db.Add(HistoryEntry.Of(actor, now, source is null ? "History.TemplateBackToFile" : "History.TemplateEdited", new Subject(), request.Key, request.Language, version.Number, version.Note ?? "–"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await edits.FollowAsync(cancellation);
        return version;
    }

    private static string? Source(EditTemplateRequest request, List<TemplateVersion> versions) => request.BackTo switch
    {
        null => (request.Source ?? "").ReplaceLineEndings("\n"),
        0 => null,
        var number => versions.Find(v => v.Number == number) is { } earlier ? earlier.Source : throw new NothingThereException("template"),
    };
}

/// <param name="SeenVersion">The number of the version that was before the eyes; 0 for the file.</param>
/// <param name="Source">The whole text, head and body.</param>
/// <param name="BackTo">Instead of a text: the number of an earlier version; 0 for the file.</param>
/// <param name="Note">Why, for whoever reads the versions.</param>
public sealed record EditTemplateRequest(string Key, string Language, int SeenVersion, string? Source = null, int? BackTo = null, string? Note = null);
