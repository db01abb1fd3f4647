using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>The rendered page of a letter: checked once more, with the layout's styles put on each element, because mail programs drop style sheets.</summary>
internal sealed class LetterDocument
{
    /// <summary>The one picture that a letter may have: it travels inside it.</summary>
    public const string EntryCode = "entry-code";

    private static readonly HashSet<string> _elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "head", "meta", "title", "body", "div", "span", "p", "br", "hr", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "a", "strong", "em", "bdi", "small",
        "blockquote", "table", "thead", "tbody", "tr", "th", "td", "img",
    };

    private static readonly HashSet<string> _attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "class", "lang", "dir", "charset", "name", "content", "role", "align", "colspan", "scope", "width", "cellpadding", "cellspacing", "style", "src", "alt", "height",
    };

    private readonly LetterTemplate _template;
    private readonly IDocument _document;

    /// <exception cref="TemplateFaultException">It holds an element, an attribute or a link that a letter must not have.</exception>
    public LetterDocument(LetterTemplate template, string html, MailOptions mail)
    {
        (_template, _document) = (template, new HtmlParser().ParseDocument(html));
        foreach (var element in _document.All)
        {
            Check(element, mail);
        }
    }

    public string Html(IReadOnlyDictionary<string, string> styles)
    {
        foreach (var element in _document.Body!.QuerySelectorAll("*").Prepend(_document.Body))
        {
            var style = string.Join(';', Keys(element).Where(styles.ContainsKey).Select(key => styles[key]));
            if (style.Length > 0)
            {
                element.SetAttribute("style", style);
            }

            element.RemoveAttribute("class");
        }

        return "<!DOCTYPE html>\n" + _document.DocumentElement.OuterHtml;
    }

    public string Text() => PlainText.Of(_document.Body!);

    private static IEnumerable<string> Keys(IElement element) => element.ClassList.Select(name => $"{element.LocalName}.{name}").Prepend(element.LocalName);

    private void Check(IElement element, MailOptions mail)
    {
        if (!_elements.Contains(element.LocalName))
        {
            throw _template.Fault(_template.BodyLine, 1, $"A letter has no <{element.LocalName}>.", "Use paragraphs, lists, tables and links.");
        }

        foreach (var attribute in element.Attributes)
        {
            if (!_attributes.Contains(attribute.Name))
            {
                throw _template.Fault(_template.BodyLine, 1, $"<{element.LocalName}> must not have '{attribute.Name}'.", "Remove it.");
            }
        }

        if (element.HasAttribute("src") && (element.LocalName != "img" || element.GetAttribute("src") != "cid:" + EntryCode))
        {
            throw _template.Fault(_template.BodyLine, 1, $"A letter has no <{element.LocalName}> from elsewhere, got: '{element.GetAttribute("src")}'.", $"The only one is 'cid:{EntryCode}'.");
        }

        if (element.GetAttribute("href") is { } address && !Link.IsSafe(address) && !address.StartsWith(mail.PublicUrl.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw _template.Fault(_template.BodyLine, 1, $"A link leads to '{address}'.", "Link to a page of the product, or to an https or mailto address.");
        }
    }
}
