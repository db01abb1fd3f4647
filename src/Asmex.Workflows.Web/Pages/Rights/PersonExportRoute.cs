using System.Text.Encodings.Web;
using System.Text.Json;
using Asmex.Workflows.Rights;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Rights;

/// <summary>Gives out what is kept about a person who asked, for those who keep the register.</summary>
internal static class PersonExportRoute
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapPersonExport(this WebApplication app) => app.MapGet("/rights/{id:guid}/export.json", GiveAsync);

    private static async Task<IResult> GiveAsync(Guid id, CurrentActor current, WorkflowsDbContext db, PersonExport export, CancellationToken cancellation)
    {
        var request = current.Actor.KeepsRegister() ? await db.Set<RightsRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State == RightsState.Open, cancellation) : null;
        return request is null
            ? TypedResults.NotFound()
            : TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(await export.OfAsync(request, cancellation), _json), "application/json", "donnees.json");
    }
}
