using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>A feast of the lunar year in one year: its days off, and between which days they may still move.</summary>
/// <param name="UmAlQura">The first day in the calendar of Umm al-Qura.</param>
/// <param name="EarliestDay">The first day that may be off while the date is not observed; else <paramref name="First"/>.</param>
/// <param name="LatestDay">The last day that may be off while the date is not observed; else <paramref name="Last"/>.</param>
public sealed record FeastOccurrence(
    string Feast, int HijriYear, Wording Name, DateOnly UmAlQura, DateOnly First, DateOnly Last, Certainty Certainty, DateOnly EarliestDay, DateOnly LatestDay, string? Source);
