using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>How a date is counted: so many working days after a start, or (negative) before it; zero is the first working day from it on.</summary>
/// <param name="Region">Whose local closures count; none when absent.</param>
/// <param name="Anchor">What happens on the start day, such as the opening of the fair.</param>
public sealed record DateRule(DateOnly Start, int WorkingDays, string? Region = null, Wording? Anchor = null);
