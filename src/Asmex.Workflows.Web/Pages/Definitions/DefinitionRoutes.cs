using System.Text;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace Asmex.Workflows.Web.Pages.DefinitionPages;

/// <summary>Hands out a version of a definition: a POST, because the history says who took it.</summary>
internal static class DefinitionRoutes
{
    public static void MapDefinitions(this WebApplication app) => app.MapPost("/definitions/{id}/exports", [ForRoles(Roles.Coordinator, Roles.Administrator)] (
        string id, [FromForm] int? version, CurrentActor current, ExportDefinition export, CancellationToken cancellation) => GiveAsync(id, version, current, export, cancellation));

    private static async Task<IResult> GiveAsync(string id, int? version, CurrentActor current, ExportDefinition export, CancellationToken cancellation)
    {
        var stored = await export.RunAsync(id, version, current.Actor, cancellation);
        return TypedResults.File(Encoding.UTF8.GetBytes(stored.Source), "application/json", $"{stored.DefinitionId}-v{stored.Version}.json");
    }
}
