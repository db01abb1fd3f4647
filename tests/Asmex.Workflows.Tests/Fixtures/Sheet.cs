using System.Net;
using AngleSharp.Html.Dom;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A page as it was received.</summary>
public sealed record Sheet(Uri Address, HttpStatusCode Status, IHtmlDocument Page)
{
    /// <summary>The one that matches, or the first of several.</summary>
    public T One<T>(string selector)
        where T : class, AngleSharp.Dom.IElement =>
        Page.QuerySelectorAll(selector).OfType<T>().FirstOrDefault() ?? throw new InvalidOperationException($"{Address} ({(int)Status}) has no {selector}.");
}
