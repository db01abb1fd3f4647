using NodaTime;

namespace Asmex.Workflows.People;

/// <summary>The calendar day on which something happens for the people of the house.</summary>
public static class LocalDay
{
    // NodaTime's own data: an operating system may still believe that Morocco shifts its clocks.
    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["Africa/Casablanca"];

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeOf(at));

    /// <summary>What the clocks on the walls show then.</summary>
    public static DateTime TimeOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).ToDateTimeUnspecified();
}
