using Asmex.Workflows.Files;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Gives files out: to who sees the region, and to a guest those of the own task.</summary>
internal static class FileDownload
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/files/{id:guid}", GiveAsync);
        app.MapGet("/g/{token}/files/{id:guid}", GiveToGuestAsync).AllowAnonymous();
    }

    private static async Task<IResult> GiveAsync(Guid id, CurrentActor current, WorkflowsDbContext db, FileStore store, CancellationToken cancellation)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellation);
        return file is not null && (file.Region is { } region ? current.Actor.Sees(region) : current.Actor.SeesAllRegions)
            ? Answer(file, store) : TypedResults.NotFound();
    }

    private static async Task<IResult> GiveToGuestAsync(string token, Guid id, WorkflowsDbContext db, FileStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(token);
        var link = await db.Set<GuestLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellation);
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellation);
        return link is not null && link.OpensOn(clock.GetUtcNow()) && file?.TaskId == link.TaskId
            ? Answer(file, store) : TypedResults.NotFound();
    }

    // With a name it is an attachment: no browser shows it as a page of ours.
    private static FileStreamHttpResult Answer(StoredFile file, FileStore store) =>
        TypedResults.Stream(store.Open(file), file.ContentType, file.Name, file.At);
}
