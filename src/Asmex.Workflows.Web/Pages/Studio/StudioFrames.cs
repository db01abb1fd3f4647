using Asmex.Workflows.People;
using Asmex.Workflows.Web.Api;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Asmex.Workflows.Web.Pages.Studio;

/// <summary>The documents in which the elements of Elsa Studio live: each alone in a frame, because they restyle what is around them and
/// because the package's files are found beside the document's base address.</summary>
internal static class StudioFrames
{
    public static void MapStudioFrames(this WebApplication app)
    {
        var frames = app.MapGroup(StudioPackage.Root + "/{version}/frames").WithMetadata(new ForRolesAttribute(Roles.Coordinator, Roles.Administrator, Roles.Auditor));
        frames.MapGet("/definitions", (string version, HttpContext context) => Frame(version, "elsa-workflow-definition-list", null, null, context));
        frames.MapGet("/definitions/{id}", (string version, string id, HttpContext context) => Frame(version, "elsa-workflow-definition-editor", "definition-id", id, context));
        frames.MapGet("/instances", (string version, HttpContext context) => Frame(version, "elsa-workflow-instance-list", null, null, context));
        frames.MapGet("/instances/{id}", (string version, string id, HttpContext context) => Frame(version, "elsa-workflow-instance-viewer", "instance-id", id, context));
    }

    private static IResult Frame(string version, string element, string? attribute, string? id, HttpContext context)
    {
        var package = context.RequestServices.GetRequiredService<StudioPackage>();
        if (version != package.Version)
        {
            return TypedResults.NotFound();
        }

        var form = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new RazorComponentResult<StudioFrame>(new Dictionary<string, object?>
        {
            [nameof(StudioFrame.Base)] = package.Base,
            [nameof(StudioFrame.Element)] = element,
            [nameof(StudioFrame.Attribute)] = attribute,
            [nameof(StudioFrame.Id)] = id,
            [nameof(StudioFrame.Form)] = form.RequestToken,
        });
    }
}
