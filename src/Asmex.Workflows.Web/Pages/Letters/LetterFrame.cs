using System.Net;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Letters;

/// <summary>A letter as it is looked at in a frame of our pages: its styles stand inside it, nothing of it runs and no link leads anywhere.</summary>
internal static class LetterFrame
{
    private const string Html = "text/html; charset=utf-8";

    public static IResult Show(HttpContext context, string letter)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return TypedResults.Content(letter, Html);
    }

    /// <summary>In its place, why there is none.</summary>
    public static IResult Say(HttpContext context, string why, Words words) => Show(context,
        $"<!DOCTYPE html><html lang=\"{words.Language}\" dir=\"{words.Direction}\"><meta charset=\"utf-8\"><title>ASMEX</title><p role=\"alert\">{WebUtility.HtmlEncode(why)}</p></html>");
}
