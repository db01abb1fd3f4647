using System.Globalization;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>What the law says of days off in Morocco, and the dates that were announced so far; it travels with the program.</summary>
public sealed record HolidayRules(
    string Edition,
    IReadOnlyList<FixedHoliday> Holidays,
    IReadOnlyList<LunarFeast> Feasts,
    IReadOnlyList<AnnouncedFeast> Announced,
    IReadOnlyList<AnnouncedRamadan> Ramadan,
    IReadOnlyList<AnnouncedDayOff> Exceptional)
{
    /// <summary>Of 25 announced dates, 19 came one day after Umm al-Qura and none before it.</summary>
    public const int DaysAfterUmAlQura = 1;

    /// <summary>The years for which the lunar calendar can be computed; outside of them there are no feasts.</summary>
    public const int FirstYear = 1902;
    public const int LastYear = 2075;

    public const int FirstHijriYear = 1320;
    public const int LastHijriYear = 1498;

    private static readonly UmAlQuraCalendar _umAlQura = new();

    public static HolidayRules Shared { get; } = EmbeddedData.Read<HolidayRules>("holidays.data.json");

    /// <summary>The month of fasting begins: nobody is off, but offices close earlier.</summary>
    public static LunarFeast Fasting { get; } = new("ramadan", 9, 1, 0, 0, new Wording("1er Ramadan", "فاتح رمضان", "First day of Ramadan"));

    public LunarFeast FeastOf(string key) => key == Fasting.Key ? Fasting : Feasts.Single(f => f.Key == key);

    /// <summary>The day of a lunar date in the calendar of Umm al-Qura, which Morocco's follows by zero or one day.</summary>
    public static DateOnly UmAlQura(int hijriYear, int month, int day) => DateOnly.FromDateTime(_umAlQura.ToDateTime(hijriYear, month, day, 0, 0, 0, 0));

    public static int HijriYearOf(DateOnly date) => _umAlQura.GetYear(date.ToDateTime(TimeOnly.MinValue));
}

/// <summary>A holiday with the same date every year.</summary>
/// <param name="FromYear">The first year in which it is one; always, when absent.</param>
public sealed record FixedHoliday(string Key, int Month, int Day, int? FromYear, Wording Name);

/// <summary>A feast of the lunar year; the public sector has two days for some where the law gives one to everyone.</summary>
public sealed record LunarFeast(string Key, int Month, int Day, int DaysPublic, int DaysPrivate, Wording Name);

public sealed record AnnouncedFeast(string Feast, int HijriYear, DateOnly Date, Certainty Certainty, string Source);

public sealed record AnnouncedRamadan(int HijriYear, DateOnly First, string Source);

/// <summary>A day that the Head of Government gave to the public sector.</summary>
public sealed record AnnouncedDayOff(DateOnly Date, Wording Name, string Source);
