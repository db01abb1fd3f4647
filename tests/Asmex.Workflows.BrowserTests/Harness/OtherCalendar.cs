using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>A calendar file as ical.js, the library of other calendars, reads it. The file is no part of the tree: <c>ASMEX_ICAL</c> says where it lies.</summary>
internal static class OtherCalendar
{
    private const string Read = """
        async (address) => {
          const text = await (await fetch(address)).text();
          const calendar = new ICAL.Component(ICAL.parse(text));
          const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
          return [calendar.getFirstPropertyValue('method'), event.uid, event.summary, event.location, event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString(), String(event.sequence)];
        }
        """;

    private static readonly string? _path = Environment.GetEnvironmentVariable("ASMEX_ICAL") is { Length: > 0 } path && File.Exists(path) ? path : null;

    /// <summary>Why it cannot be read here; null where it can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } = Chromium.ReasonToSkip
        ?? (_path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "ASMEX_ICAL names no file with ical.js." : null);

    /// <returns>Method, UID, summary, place, begin and end in UTC, sequence.</returns>
    public static async Task<string[]> ReadAsync(IPage page, string address)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(_path ?? throw new InvalidOperationException("ASMEX_ICAL names no file with ical.js.")));
        return await page.EvaluateAsync<string[]>(Read, address);
    }
}

/// <summary>A test of calendar files; skipped with the reason where the other library is not, but fails where CI=true.</summary>
public sealed class OtherCalendarTheoryAttribute : TheoryAttribute
{
    public OtherCalendarTheoryAttribute() => Skip = OtherCalendar.ReasonToSkip;
}
