using System.Net;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>Scriban with everything off that a letter does not need; every value is escaped, whatever its type.</summary>
internal sealed class LetterContext : TemplateContext
{
    public const int OutputCeiling = 200_000;

    private readonly bool _escapes;

    public LetterContext(ScriptObject model, bool escapes, CancellationToken cancellation)
        : base(Words())
    {
        _escapes = escapes;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        LoopLimit = 500;
        RecursiveLimit = 20;
        ObjectRecursionLimit = 10;
        LimitToString = OutputCeiling;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
        TemplateLoader = null;
        CancellationToken = cancellation;
        PushGlobal(model);
        PushGlobal(new ScriptObject());
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        var text = textAsObject is RawHtml raw ? raw.Markup : Escaped(ObjectToString(textAsObject));
        return text is null ? this : Write(text);
    }

    private string? Escaped(string? text) => _escapes ? WebUtility.HtmlEncode(text) : text;

    // None of Scriban's own functions: no eval, no include, no regular expressions.
    private static ScriptObject Words() => new() { IsReadOnly = true };
}
