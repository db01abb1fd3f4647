using Asmex.Workflows.Texts;
using Scriban;
using Scriban.Parsing;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>One file: a head of <c>name: value</c> lines between two lines <c>---</c>, and the body in HTML with Scriban's fields.</summary>
internal sealed class LetterTemplate
{
    private static readonly ParserOptions _parser = new() { ExpressionDepthLimit = 50 };
    private readonly Dictionary<string, (string Text, int Line)> _head;

    private LetterTemplate(string file, string source)
    {
        File = file;
        var names = Path.GetFileNameWithoutExtension(file).Split('.');
        (Key, Language) = (names[0], names[^1]);
        if (names.Length != 2 || !Languages.All.Contains(Language))
        {
            throw Fault(1, 1, "The name of the file does not end in a language.", "Name it <letter>.fr.scriban, <letter>.ar.scriban or <letter>.en.scriban.");
        }

        (_head, BodyLine, BodyText) = Split(source);
        Body = Parse(BodyText, BodyLine - 1);
        Subject = Key == Layout ? null : Parse(Required("subject").Text, _head["subject"].Line - 1);
        Model = Key == Layout ? "layout" : Required("model").Text;
        Kind = Key == Layout ? LetterKind.Notice : ReadKind();
    }

    public const string Layout = "layout";
    public const int LargestFile = 100_000;

    public string File { get; }
    public string Key { get; }
    public string Language { get; }
    public string Model { get; }
    public LetterKind Kind { get; }
    public Template? Subject { get; }
    public Template Body { get; }
    public string BodyText { get; }
    public int BodyLine { get; }

    /// <summary>The head's lines that begin with <c>style.</c>: element or element.class → declarations.</summary>
    public IReadOnlyDictionary<string, string> Styles => _head.Where(h => h.Key.StartsWith("style.", StringComparison.Ordinal))
        .ToDictionary(h => h.Key["style.".Length..], h => h.Value.Text, StringComparer.Ordinal);

    public static LetterTemplate Read(string path)
    {
        var file = Path.GetFileName(path);
        if (new FileInfo(path).Length > LargestFile)
        {
            throw new TemplateFaultException(new TemplateFault(file, 1, 1, $"The file is larger than {LargestFile} bytes.", "Shorten it."));
        }

        return new LetterTemplate(file, System.IO.File.ReadAllText(path));
    }

    /// <summary>For a text that is no file yet.</summary>
    public static LetterTemplate Of(string file, string source) => new(file, source);

    public TemplateFaultException Fault(int line, int column, string problem, string remedy) => new(new TemplateFault(File, line, column, problem, remedy));

    private (Dictionary<string, (string Text, int Line)> Head, int BodyLine, string Body) Split(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, "---", 1);
        if (lines[0] != "---" || end < 0)
        {
            throw Fault(1, 1, "The head is missing.", "Begin with a line ---, then 'subject: …' and 'model: …', then a line ---.");
        }

        var head = new Dictionary<string, (string, int)>(StringComparer.Ordinal);
        for (var i = 1; i < end; i++)
        {
            var colon = lines[i].IndexOf(':');
            if (colon < 0)
            {
                throw Fault(i + 1, 1, $"'{lines[i]}' is not a line of the head.", "Write 'name: value'.");
            }

            head[lines[i][..colon].Trim()] = (lines[i][(colon + 1)..].Trim(), i + 1);
        }

        return (head, end + 2, string.Join('\n', lines[(end + 1)..]));
    }

    private (string Text, int Line) Required(string name) => _head.TryGetValue(name, out var line) && line.Text.Length > 0
        ? line : throw Fault(1, 1, $"The head has no '{name}'.", $"Add a line '{name}: …'.");

    private LetterKind ReadKind()
    {
        var (text, line) = Required("kind");
        return Enum.TryParse<LetterKind>(text, ignoreCase: true, out var kind)
            ? kind : throw Fault(line, 1, $"'{text}' is no kind of letter.", "Write notice, service or outreach.");
    }

    private Template Parse(string text, int linesBefore)
    {
        var template = Template.Parse(text, File, _parser, new LexerOptions { Mode = ScriptMode.Default });
        return template.Messages.FirstOrDefault(m => m.Type == ParserMessageType.Error) is { } error
            ? throw Fault(linesBefore + error.Span.Start.Line + 1, error.Span.Start.Column + 1, error.Message, "Correct the expression between {{ and }}.")
            : template;
    }
}
