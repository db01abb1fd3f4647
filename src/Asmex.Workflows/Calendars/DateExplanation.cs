using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Why a date fell on its day.</summary>
/// <param name="Skipped">Every day off between the start and the result, in the order of the count.</param>
/// <param name="Uncertain">The feasts whose days, not yet observed, may still move the result.</param>
/// <param name="Version">How many changes the calendar had seen.</param>
/// <param name="Edition">The edition of the rules that came with the program.</param>
public sealed record DateExplanation(
    DateRule Rule, DateOnly Result, IReadOnlyList<DayOff> Skipped, IReadOnlyList<FeastOccurrence> Uncertain, int Version, string Edition)
{
    public bool IsProvisional => Uncertain.Count > 0;

    /// <summary>The rule as a sentence, such as « Jours ouvrables comptés après le lundi 30 novembre 2026 : 5 ».</summary>
    public string RuleIn(string language) => TextCatalog.Shared.Say(language, Rule.WorkingDays switch
    {
        > 0 => "Calendars.RuleAfter",
        < 0 => "Calendars.RuleBefore",
        _ => "Calendars.RuleFrom",
    }, Rule.Start, Math.Abs(Rule.WorkingDays));
}
