using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Asmex.Workflows.Formats;

/// <summary>Morocco's clock, from NodaTime's own table: the one of an operating system may still believe in +01 after 2026-09-20.</summary>
public static class Zone
{
    public const string Id = "Africa/Casablanca";

    public static DateTimeZone Morocco { get; } = DateTimeZoneProviders.Tzdb[Id];

    /// <summary>The edition of the table, such as <c>2026f</c>.</summary>
    public static string Edition { get; } = TzdbDateTimeZoneSource.Default.TzdbVersion;

    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    public static DateOnly DateOf(DateTimeOffset moment) => Local(moment).Date.ToDateOnly();

    public static TimeOnly TimeOf(DateTimeOffset moment) => Local(moment).TimeOfDay.ToTimeOnly();

    /// <summary>The moment at which Morocco's clocks showed this; of an hour that came twice the first, of one that was skipped the next.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) =>
        Morocco.AtLeniently(date.ToLocalDate() + time.ToLocalTime()).ToInstant().ToDateTimeOffset();

    public static DateTimeOffset StartOf(DateOnly date) => Morocco.AtStartOfDay(date.ToLocalDate()).ToInstant().ToDateTimeOffset();

    private static LocalDateTime Local(DateTimeOffset moment) => moment.ToInstant().InZone(Morocco).LocalDateTime;
}
