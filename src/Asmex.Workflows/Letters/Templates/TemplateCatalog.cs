using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>The letters that can be written: one file a letter and language. A file with a fault is left out and listed.</summary>
public sealed class TemplateCatalog
{
    private readonly Dictionary<(string Key, string Language), LetterTemplate> _templates = [];
    private readonly List<TemplateFault> _faults = [];
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
    public IReadOnlyList<TemplateFault> Faults => _faults;

    /// <summary>The letters that can be written in at least one language.</summary>
    public IReadOnlyList<string> Keys => [.. _templates.Keys.Select(k => k.Key).Where(k => k != LetterTemplate.Layout).Distinct().Order()];

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
        _templates.GetValueOrDefault((key, language)) ?? _templates.GetValueOrDefault((key, Languages.French))
        ?? throw new TemplateFaultException(_faults.FirstOrDefault(f => f.File.StartsWith(key + ".", StringComparison.Ordinal))
            ?? new TemplateFault($"{key}.fr.scriban", 0, 0, $"There is no letter '{key}'.", $"Name one of: {string.Join(", ", Keys)}."));

    private void Admit(string path)
    {
        try
        {
            var template = LetterTemplate.Read(path);
            Try(template);
            _templates.Add((template.Key, template.Language), template);
        }
        catch (TemplateFaultException fault)
        {
            _faults.Add(fault.Fault);
        }
    }

    private void Try(LetterTemplate template)
    {
        new TemplateLint(template).Check(template.BodyText);
        TemplateRenderer.CheckFields(template);
        if (template.Key != LetterTemplate.Layout)
        {
            _renderer.Render(template, Find(LetterTemplate.Layout, template.Language), LetterModel.Samples[template.Model], "Fatima Alaoui",
                template.Kind == LetterKind.Outreach ? new Link("/a/token/leave") : null);
        }
    }
}
