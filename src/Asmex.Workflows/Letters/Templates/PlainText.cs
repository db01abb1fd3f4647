using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>A letter for those who read mail as text: the same words in the same order, links written out.</summary>
internal static partial class PlainText
{
    private static readonly HashSet<string> _blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "h1", "h2", "h3", "ul", "ol", "dl", "table", "blockquote", "hr",
    };

    public static string Of(IElement body)
    {
        var text = new StringBuilder();
        Write(body, text);
        var lines = text.ToString().Split('\n').Select(line => Blanks().Replace(line, " ").Trim());
        return Gaps().Replace(string.Join('\n', lines), "\n\n").Trim() + "\n";
    }

    private static void Write(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data.Replace('\n', ' '));
                    break;
                case IElement element:
                    Write(element, text);
                    break;
            }
        }
    }

    private static void Write(IElement element, StringBuilder text)
    {
        var name = element.LocalName;
        text.Append(name switch { "br" or "dt" or "tr" => "\n", "li" => "\n- ", "dd" or "td" => " ", _ when _blocks.Contains(name) => "\n\n", _ => "" });
        if (name == "hr")
        {
            text.Append("--");
        }

        Write((INode)element, text);
        if (name == "a" && element.GetAttribute("href") is { } address && !address.EndsWith(element.TextContent.Trim(), StringComparison.Ordinal))
        {
            text.Append(": ").Append(address);
        }

        text.Append(_blocks.Contains(name) ? "\n\n" : "");
    }

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();
}
