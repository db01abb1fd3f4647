using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Jint;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>A JavaScript expression or function body, parsed once and shared.</summary>
internal sealed partial class Script
{
    private const int MostCached = 10_000;
    private static readonly ConcurrentDictionary<string, Script> Cache = new();
    private static readonly ScriptPreparationOptions Options = Prepare();

    private Script(string text, Prepared<Acornima.Ast.Script> prepared, bool needsOwnEngine)
    {
        (Text, Prepared, NeedsOwnEngine) = (text, prepared, needsOwnEngine);
        Accessors = [.. AccessorCall().Matches(text).Select(m => (m.Groups[1].Value == "set", m.Groups[2].Value)).Distinct()];
        UsesDate = text.Contains("Date", StringComparison.Ordinal);
    }

    public string Text { get; }
    public Prepared<Acornima.Ast.Script> Prepared { get; }

    /// <summary>True when it declares names at the top, which a second script of the burst would trip over.</summary>
    public bool NeedsOwnEngine { get; }

    /// <summary>The <c>getX</c> and <c>setX</c> it calls.</summary>
    public IReadOnlyList<(bool IsSetter, string Name)> Accessors { get; }

    public bool UsesDate { get; }

    /// <exception cref="FormatException">It cannot be parsed.</exception>
    public static Script Parse(string text)
    {
        if (Cache.TryGetValue(text, out var known))
            return known;
        if (Cache.Count >= MostCached)
            Cache.Clear();
        return Cache[text] = New(text);
    }

    private static Script New(string text)
    {
        if (TryPrepare($"({text.Trim().TrimEnd(';')}\n)") is { } expression)
            return new Script(text, expression, needsOwnEngine: false);
        if (ReturnWord().IsMatch(text) && TryPrepare($"(function(){{{text}\n}})()") is { } body)
            return new Script(text, body, needsOwnEngine: false);
        try
        {
            return new Script(text, Jint.Engine.PrepareScript(text, options: Options), needsOwnEngine: true);
        }
        catch (ScriptPreparationException problem)
        {
            throw new FormatException($"The script cannot be parsed: {problem.InnerException?.Message ?? problem.Message}", problem);
        }
    }

    // Jint, when it is first touched, asks for the system's time zones in order of their translated names: half a second of a start
    // for an order that it does not use. They are left unsorted where the runtime keeps them; where it keeps them elsewhere, Jint waits.
    private static ScriptPreparationOptions Prepare()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones(skipSorting: true);
        var kept = typeof(TimeZoneInfo).GetField("s_cachedData", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null);
        kept?.GetType().GetField("_readOnlySystemTimeZones")?.SetValue(kept, zones);
        return new ScriptPreparationOptions { ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true } };
    }

    private static Prepared<Acornima.Ast.Script>? TryPrepare(string text)
    {
        try
        {
            return Jint.Engine.PrepareScript(text, options: Options);
        }
        catch (ScriptPreparationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\b(get|set)([A-Za-z_]\w*)\s*\(")]
    private static partial Regex AccessorCall();

    [GeneratedRegex(@"\breturn\b")]
    private static partial Regex ReturnWord();
}
