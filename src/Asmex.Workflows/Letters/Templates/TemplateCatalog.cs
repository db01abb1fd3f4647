using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>The letters that can be written: one file a letter and language, and before it what people made of it. A text with a fault is left out and listed.</summary>
public sealed class TemplateCatalog
{
    private readonly Dictionary<(string Key, string Language), LetterTemplate> _templates = [];
    private readonly Dictionary<(string Key, string Language), string> _files = [];
    private readonly List<TemplateFault> _faults = [];
    private volatile Edits _edits = new([], null);
    private readonly TemplateRenderer _renderer;

    public TemplateCatalog(IOptions<MailOptions> options)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, options.Value.Templates);
        _renderer = new TemplateRenderer(options.Value);
        if (!Directory.Exists(folder))
        {
            _faults.Add(new TemplateFault(options.Value.Templates, 0, 0, "The folder of the templates is not there.", "Set Mail__Templates to it."));
            return;
        }

        // Layouts first: letters are tried inside them.
        foreach (var path in Directory.GetFiles(folder, "*.scriban").OrderBy(p => !IsLayout(p)).ThenBy(p => p, StringComparer.Ordinal))
        {
            Admit(path);
        }

        foreach (var key in Keys.Where(key => !_templates.ContainsKey((key, Languages.French))))
        {
            _faults.Add(new TemplateFault($"{key}.fr.scriban", 0, 0, $"The letter '{key}' has no French version without fault.", "Add or correct it: it stands in for the other languages."));
        }
    }

    /// <summary>What is wrong, file by file; empty when all is well.</summary>
    public IReadOnlyList<TemplateFault> Faults => [.. _faults, .. _edits.All.Values.Select(e => e.Fault).OfType<TemplateFault>()];

    /// <summary>The letters that can be written in at least one language.</summary>
    public IReadOnlyList<string> Keys => [.. _templates.Keys.Select(k => k.Key).Where(k => k != LetterTemplate.Layout).Distinct().Order()];

    /// <summary>When the edits of people were read last, as a timestamp; null before the first time.</summary>
    internal long? EditsReadAt => _edits.ReadAt;

    /// <summary>The version in force: its number, 0 for the file; null where French stands in.</summary>
    public int? VersionOf(string key, string language) =>
        _edits.All.GetValueOrDefault((key, language)) is { Template: not null } edit ? edit.Number : _templates.ContainsKey((key, language)) ? 0 : null;

    /// <summary>The text of the program's file; null when there is none in this language.</summary>
    public string? FileOf(string key, string language) => _files.GetValueOrDefault((key, language));

    /// <summary>The text in force: an edit, the file, or nothing.</summary>
    public string? SourceOf(string key, string language) => _edits.All.GetValueOrDefault((key, language)) is { Template: not null } edit ? edit.Source : FileOf(key, language);

    /// <summary>True for a letter that people may change; the layout around all is the program's.</summary>
    public bool IsLetter(string key) => key != LetterTemplate.Layout && _templates.ContainsKey((key, Languages.French));

    /// <summary>The fields of a letter, each with a sample in the language.</summary>
    public IReadOnlyList<(string Name, string Sample)> FieldsOf(string key, string language) => _renderer.FieldsOf(LetterModel.Samples[ModelOf(key)], language);

    /// <summary>Tries a text that is not in force yet, with the sample of its model.</summary>
    /// <exception cref="TemplateFaultException">It has a fault, at this line and column.</exception>
    public LetterContent Check(string key, string language, string source)
    {
        var template = Parse(key, language, source);
        return Sample(template);
    }

    /// <summary>Takes over what people made of the letters, as it stands in the database.</summary>
    internal void Follow(IReadOnlyList<TemplateVersion> latest, long at)
    {
        var known = _edits.All;
        _edits = new Edits(latest.Where(v => v.Source is not null).ToDictionary(v => (v.Key, v.Language), v =>
            known.GetValueOrDefault((v.Key, v.Language)) is { } edit && edit.Number == v.Number ? edit : Admit(v)), at);
    }

    /// <summary>True when the letter can be written to anybody.</summary>
    public bool Has(string key) => _templates.ContainsKey((key, Languages.French));

    /// <summary>What sort of letter it is by itself.</summary>
    /// <exception cref="TemplateFaultException">There is no such letter.</exception>
    public LetterKind KindOf(string key) => Find(key, Languages.French).Kind;

    /// <summary>The word for the model that the letter is written for.</summary>
    /// <exception cref="TemplateFaultException">There is no such letter.</exception>
    public string ModelOf(string key) => Find(key, Languages.French).Model;

    /// <summary>Writes a letter in a language (with a way out it is an outreach letter), or in French where the letter has no version without fault in it.</summary>
    /// <exception cref="TemplateFaultException">There is no such letter, or it does not go with this model.</exception>
    public (LetterKind Kind, LetterContent Content) Write(string key, string language, LetterModel model, string to, Link? unsubscribe)
    {
        var template = Find(key, language);
        if (LetterModel.Samples[template.Model].GetType() != model.GetType())
        {
            throw template.Fault(1, 1, $"The letter '{key}' is written for the model '{template.Model}', got: {model.GetType().Name}.", "Name another letter, or change its 'model'.");
        }

        var kind = unsubscribe is null ? template.Kind : LetterKind.Outreach;
        return (kind, _renderer.Render(template, Find(LetterTemplate.Layout, template.Language), model, to, unsubscribe));
    }

    private static bool IsLayout(string path) => Path.GetFileName(path).StartsWith(LetterTemplate.Layout + ".", StringComparison.Ordinal);

    private LetterTemplate Find(string key, string language) =>
        Own(key, language) ?? Own(key, Languages.French)
        ?? throw new TemplateFaultException(_faults.FirstOrDefault(f => f.File.StartsWith(key + ".", StringComparison.Ordinal))
            ?? new TemplateFault($"{key}.fr.scriban", 0, 0, $"There is no letter '{key}'.", $"Name one of: {string.Join(", ", Keys)}."));

    private LetterTemplate? Own(string key, string language) => _edits.All.GetValueOrDefault((key, language))?.Template ?? _templates.GetValueOrDefault((key, language));

    private void Admit(string path)
    {
        try
        {
            var template = LetterTemplate.Read(path);
            Lint(template);
            if (template.Key != LetterTemplate.Layout)
            {
                Sample(template);
            }

            _templates.Add((template.Key, template.Language), template);
            _files.Add((template.Key, template.Language), File.ReadAllText(path).ReplaceLineEndings("\n"));
        }
        catch (TemplateFaultException fault)
        {
            _faults.Add(fault.Fault);
        }
    }

    // An edit that was good once may have a fault after the program has changed: then the file stands, and the page of letters says so.
    private Edit Admit(TemplateVersion version)
    {
        try
        {
            var template = Parse(version.Key, version.Language, version.Source!);
            Sample(template);
            return new Edit(version.Number, version.Source!, template, null);
        }
        catch (TemplateFaultException fault)
        {
            return new Edit(version.Number, version.Source!, null, fault.Fault);
        }
    }

    /// <summary>A text of a person: what it is for, and what sort of letter, is not theirs to change.</summary>
    private LetterTemplate Parse(string key, string language, string source)
    {
        var file = $"{key}.{language}.scriban";
        if (source.Length > LetterTemplate.LargestFile)
        {
            throw new TemplateFaultException(new TemplateFault(file, 1, 1, $"The text is longer than {LetterTemplate.LargestFile} signs.", "Shorten it."));
        }

        var template = LetterTemplate.Of(file, source);
        Lint(template);
        var original = _templates[(key, Languages.French)];
        return template.Model != original.Model ? throw template.Fault(1, 1, $"The letter is written for the model '{original.Model}', got: '{template.Model}'.", $"Leave the line 'model: {original.Model}'.")
            : template.Kind != original.Kind ? throw template.Fault(1, 1, $"The letter is of the kind '{original.Kind}', got: '{template.Kind}'.", $"Leave the line 'kind: {original.Kind.ToString().ToLowerInvariant()}'.")
            : template;
    }

    private static void Lint(LetterTemplate template)
    {
        new TemplateLint(template).Check(template.BodyText);
        TemplateRenderer.CheckFields(template);
    }

    private LetterContent Sample(LetterTemplate template) =>
        _renderer.Render(template, Find(LetterTemplate.Layout, template.Language), LetterModel.Samples[template.Model], "Fatima Alaoui",
            template.Kind == LetterKind.Outreach ? new Link("/a/token/leave") : null);

    private sealed record Edit(int Number, string Source, LetterTemplate? Template, TemplateFault? Fault);

    private sealed record Edits(Dictionary<(string Key, string Language), Edit> All, long? ReadAt);
}
