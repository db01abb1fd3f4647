using Cronos;
using NodaTime;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>When a cron expression is next due, as local time of Morocco: Cronos reads the fields, NodaTime knows the zone.</summary>
internal static class CronTimes
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Africa/Casablanca"];

    /// <summary>The first time after <paramref name="now"/>; null when there is none. A local time that the clock skips is
    /// moved to just after the gap, one that comes twice is taken the first time.</summary>
    /// <exception cref="FormatException">The expression cannot be read.</exception>
    public static DateTimeOffset? NextAfter(string expression, DateTimeOffset now)
    {
        var cron = Parse(expression);
        var instant = Instant.FromDateTimeOffset(now);
        var local = DateTime.SpecifyKind(instant.InZone(Zone).LocalDateTime.ToDateTimeUnspecified(), DateTimeKind.Utc);
        while (cron.GetNextOccurrence(local) is { } next)
        {
            var due = Zone.AtLeniently(LocalDateTime.FromDateTime(next)).ToInstant();
            if (due > instant)
                return due.ToDateTimeOffset();
            local = next;
        }
        return null;
    }

    public static CronExpression Parse(string expression)
    {
        try
        {
            var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return CronExpression.Parse(expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (CronFormatException problem)
        {
            throw new FormatException($"The cron expression '{expression}' cannot be read: {problem.Message}", problem);
        }
    }
}
