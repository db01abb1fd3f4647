using System.Globalization;
using Asmex.Workflows.Calendars;
using Microsoft.AspNetCore.WebUtilities;

namespace Asmex.Workflows.Web.Pages.Calendars;

/// <summary>Where a date explains itself; every date that was counted links there.</summary>
internal static class WhyAddress
{
    /// <param name="version">The version of the calendar it was counted with.</param>
    public static string Of(DateRule rule, int version) => QueryHelpers.AddQueryString("calendar/why", new Dictionary<string, string?>
    {
        ["start"] = rule.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["days"] = rule.WorkingDays.ToString(CultureInfo.InvariantCulture),
        ["region"] = rule.Region,
        ["version"] = version.ToString(CultureInfo.InvariantCulture),
    });
}
