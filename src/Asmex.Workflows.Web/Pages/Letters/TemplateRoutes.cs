using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace Asmex.Workflows.Web.Pages.Letters;

/// <summary>How a letter looks with sample values, for the frame beside the editor.</summary>
internal static class TemplateRoutes
{
    private const string Preview = "/letters/templates/{key}/{language}/preview";

    private static readonly ForRolesAttribute _readers = new(Roles.Coordinator, Roles.Administrator, Roles.Direction, Roles.Auditor);

    public static void MapTemplates(this WebApplication app)
    {
        app.MapGet(Preview, InForceAsync).RequireAuthorization(_readers);
        app.MapPost(Preview, Typed).RequireAuthorization(_readers);
    }

    private static async Task<IResult> InForceAsync(string key, string language, TemplateCatalog catalog, TemplateEdits edits, Words words, HttpContext context, CancellationToken cancellation)
    {
        await edits.FollowAsync(cancellation);
        return Show(key, language, catalog.SourceOf(key, language) ?? catalog.SourceOf(key, Languages.French), catalog, words, context);
    }

    // Nothing is written: what was typed is only shown.
    private static IResult Typed(string key, string language, [FromForm(Name = "Form.Source")] string? source, TemplateCatalog catalog, Words words, HttpContext context) =>
        Show(key, language, source ?? "", catalog, words, context);

    private static IResult Show(string key, string language, string? source, TemplateCatalog catalog, Words words, HttpContext context)
    {
        if (!catalog.IsLetter(key) || !Languages.All.Contains(language) || source is null)
        {
            return TypedResults.NotFound();
        }

        try
        {
            return LetterFrame.Show(context, catalog.Check(key, language, source).Html);
        }
        catch (TemplateFaultException fault)
        {
            return LetterFrame.Say(context, $"{words["Templates.FaultAt", fault.Fault.Line, fault.Fault.Column]} {fault.Fault.Problem} {fault.Fault.Remedy}", words);
        }
    }
}
