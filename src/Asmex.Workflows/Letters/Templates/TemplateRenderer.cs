using System.Text;
using Asmex.Workflows.Letters.Models;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>Writes one letter from a template, a layout and a model.</summary>
internal sealed class TemplateRenderer(MailOptions mail)
{
    public const int LongestSubject = 200;

    private static readonly TimeSpan _time = TimeSpan.FromSeconds(2);

    /// <summary>Fields of every letter, besides those of its model.</summary>
    private sealed record Envelope(string To, string Organisation);

    private sealed record Page(RawHtml Body, string Subject, string To, string Organisation, bool IsFirm, Link? Unsubscribe, string? PostalAddress, string RightsContact, string? CndpReceipt, string? ForWhom);

    /// <exception cref="TemplateFaultException">The template has a fault that shows with this model.</exception>
    public LetterContent Render(LetterTemplate letter, LetterTemplate layout, LetterModel model, string to, Link? unsubscribe)
    {
        var fields = Fields(model, to, letter.Language);
        var subject = CleanSubject(Run(letter, letter.Subject!, 1, fields, escapes: false));
        if (subject.Length == 0)
        {
            throw letter.Fault(2, 1, "The subject is empty.", "Write a subject that is never empty.");
        }

        var body = Run(letter, letter.Body, letter.BodyLine - 1, fields, escapes: true);
        _ = new LetterDocument(letter, body, mail);
        var page = new Page(new RawHtml(body), subject, to, mail.SenderName, letter.Kind != LetterKind.Notice, unsubscribe, mail.PostalAddress, mail.RightsContact, mail.CndpReceipt, model.ForWhom);
        var html = Run(layout, layout.Body, layout.BodyLine - 1, ModelReader.Read(page, layout.Language, mail), escapes: true);
        var document = new LetterDocument(layout, html, mail);
        var text = document.Text();
        return new LetterContent(subject, document.Html(layout.Styles), text, unsubscribe?.Absolute(mail));
    }

    /// <exception cref="TemplateFaultException">The template names a field that its model does not have.</exception>
    public static void CheckFields(LetterTemplate template)
    {
        var known = template.Key == LetterTemplate.Layout ? typeof(Page)
            : LetterModel.Samples.TryGetValue(template.Model, out var sample) ? sample.GetType()
            : throw template.Fault(1, 1, $"There is no model '{template.Model}'.", $"Write one of: {string.Join(", ", LetterModel.Samples.Keys)}.");
        var names = ModelReader.NamesOf(known).Concat(ModelReader.NamesOf(typeof(Envelope))).ToHashSet(StringComparer.Ordinal);
        foreach (var (part, before) in new[] { (template.Subject, 1), (template.Body, template.BodyLine - 1) })
        {
            var check = new FieldCheck(names);
            check.Visit(part?.Page);
            if (check.Unknown is { } unknown)
            {
                throw template.Fault(unknown.Span.Start.Line + 1 + before, unknown.Span.Start.Column + 1, $"There is no field '{unknown.Name}'.", $"Use one of: {string.Join(", ", names.Order())}.");
            }
        }
    }

    /// <summary>Each field that a letter of a model may name, with what it says for the sample.</summary>
    public IReadOnlyList<(string Name, string Sample)> FieldsOf(LetterModel sample, string language)
    {
        var fields = Fields(sample, "Fatima Alaoui", language);
        return [.. ModelReader.NamesOf(sample.GetType()).Concat(ModelReader.NamesOf(typeof(Envelope))).Order(StringComparer.Ordinal).Select(name => (name, Said(fields[name])))];
    }

    private static string Said(object? value) => value switch
    {
        ScriptArray items => string.Join(" · ", items.Select(Said)),
        ScriptObject parts => "{ " + string.Join(", ", parts.Keys.Order(StringComparer.Ordinal)) + " }",
        bool flag => flag ? "true" : "false",
        null => "",
        _ => value.ToString() ?? "",
    };

    /// <summary>One line, no control or direction-override signs, of a bearable length.</summary>
    internal static string CleanSubject(string rendered)
    {
        var clean = new StringBuilder(rendered.Length);
        foreach (var sign in rendered)
        {
            if (sign is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')))
            {
                clean.Append(char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign);
            }
        }

        var line = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestSubject ? line : line[..(LongestSubject - 1)].TrimEnd() + "…";
    }

    private ScriptObject Fields(LetterModel model, string to, string language)
    {
        var fields = new ScriptObject();
        fields.Import(ModelReader.Read(model, language, mail));
        fields.Import(ModelReader.Read(new Envelope(to, mail.SenderName), language, mail));
        fields.IsReadOnly = true;
        return fields;
    }

    private static string Run(LetterTemplate letter, Template part, int linesBefore, ScriptObject fields, bool escapes)
    {
        using var time = new CancellationTokenSource(_time);
        try
        {
            return part.Render(new LetterContext(fields, escapes, time.Token));
        }
        catch (ScriptRuntimeException fault)
        {
            throw letter.Fault(fault.Span.Start.Line + 1 + linesBefore, fault.Span.Start.Column + 1, fault.OriginalMessage, "Correct the template.");
        }
        catch (Exception limit) when (limit is OperationCanceledException or ScriptAbortException)
        {
            throw letter.Fault(linesBefore + 1, 1, $"Writing it took longer than {_time.TotalSeconds} seconds.", "Shorten its loops.");
        }
    }
}
