using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>A value as it stands in a sentence: amounts, dates and wordings in the reader's language, everything else as it is.</summary>
public static class Spoken
{
    public static object? In(string language, object? value) => value switch
    {
        Wording wording => wording.In(language),
        decimal amount => Money.Say(amount, language),
        DateOnly date => Dates.InFull(date, language),
        DateTimeOffset moment => Dates.Moment(moment, language),
        TimeOnly time => Dates.Hour(time),
        _ => value,
    };
}
