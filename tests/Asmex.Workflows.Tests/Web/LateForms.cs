using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

/// <summary>Words for a form that is posted from a page as it looked before.</summary>
internal static class LateForms
{
    /// <summary>The first button of the form of this name.</summary>
    public static IHtmlButtonElement ButtonOf(this Sheet sheet, string form) =>
        sheet.One<IHtmlInputElement>($"main input[name=_handler][value='{form}']").Closest("form")!.QuerySelectorAll("button").OfType<IHtmlButtonElement>().First();

    /// <summary>What was typed into a form that is no longer there.</summary>
    public static string? Typed(this Sheet sheet) => sheet.Page.QuerySelector("blockquote.typed")?.TextContent;
}
