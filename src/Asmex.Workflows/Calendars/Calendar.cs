using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Calendars;

/// <summary>The working calendar with everything that was said about it so far.</summary>
public sealed class Calendar(WorkflowsDbContext db, CalendarCache cache, IOptions<CalendarOptions> options)
{
    internal const string Name = "calendar";

    private WriteTransaction? _held;

    /// <summary>The calendar for a verb that writes down a date: nobody changes it before the verb's transaction ends, so that a change finds the date and moves it.</summary>
    public async Task<WorkingCalendar> HoldAsync(CancellationToken cancellation)
    {
        if (_held is null || _held != db.Writing)
        {
            await db.ShareNameAsync(Name, cancellation);
            _held = db.Writing;
        }

        return await CurrentAsync(cancellation);
    }

    public Task<WorkingCalendar> CurrentAsync(CancellationToken cancellation) => AsOfAsync(int.MaxValue, cancellation);

    /// <summary>The calendar as it was at a version, so that a date can say why it was counted so.</summary>
    public async Task<WorkingCalendar> AsOfAsync(int version, CancellationToken cancellation)
    {
        var changes = db.Set<CalendarChange>().AsNoTracking().Where(c => c.Version <= version);
        var last = await changes.OrderByDescending(c => c.Version).Select(c => new { c.Version, c.Id }).FirstOrDefaultAsync(cancellation);
        var (number, id) = (last?.Version ?? 0, last?.Id ?? Guid.Empty);
        return cache.Find(number, id)
            ?? cache.Keep(new WorkingCalendar(HolidayRules.Shared, options.Value, await changes.ToListAsync(cancellation)), id);
    }
}
