using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Notifications;

/// <summary>Writes each person who asked for it one letter a working morning with what came since the last and is not read yet.</summary>
public sealed class SendDigests(Sweep sweep, TimeProvider clock)
{
    /// <summary>After the opening of the office, so that the reminders of the morning are in it.</summary>
    public static readonly TimeSpan AfterOpening = TimeSpan.FromMinutes(30);

    /// <summary>More lines than this are counted, not listed.</summary>
    private const int MostLines = 40;

    // Of no use once the task is done.
    private static readonly NotificationKind[] _ofOpenTasks = [NotificationKind.TaskOpened, NotificationKind.TaskReminder, NotificationKind.TaskLate];

    /// <returns>How many letters were written.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => WaitingAsync(services, cancellation), (services, person) => SendAsync(services, person, cancellation));

    /// <summary>The moment of a day's digest for who works in this region; null on a day off.</summary>
    public static DateTimeOffset? MomentOn(WorkingCalendar calendar, DateOnly day, string? region) =>
        calendar.IsWorkingDay(day, region) ? Zone.At(day, calendar.HoursOn(day).Opens) + AfterOpening : null;

    /// <summary>The region whose days off a person keeps: the only one there is, else those of everywhere.</summary>
    public static string? RegionOf(Person person, DateOnly today) =>
        person.Appointments.Where(a => a.HoldsOn(today)).Select(a => a.Region).Distinct().ToList() is [{ } only] ? only : null;

    private static Task<List<Guid>> WaitingAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<WorkflowsDbContext>().Set<Notification>()
            .Where(n => n.Channel == Channel.Digest && n.DigestedAt == null).Select(n => n.PersonId).Distinct().ToListAsync(cancellation);

    private async Task<int> SendAsync(IServiceProvider services, Guid personId, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        var now = clock.GetUtcNow();
        var today = Zone.DateOf(now);
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // Another node waits here, and then finds the letter.
        await db.HoldNameAsync($"digest:{personId:N}", cancellation);
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.Id == personId, cancellation);
        var calendar = await services.GetRequiredService<Calendar>().CurrentAsync(cancellation);
        var cause = $"digest:{personId:N}:{today.DayNumber}";
        if (MomentOn(calendar, today, RegionOf(person, today)) is not { } moment || now < moment || !calendar.HoursOn(today).Contain(Zone.TimeOf(now)) || await db.Letters.AnyAsync(l => l.CauseKey == cause, cancellation))
        {
            return 0;
        }

        var waiting = db.Set<Notification>().Where(n => n.PersonId == personId && n.Channel == Channel.Digest && n.DigestedAt == null && n.At <= moment);
        var unread = await waiting.Where(n => n.ReadAt == null && (n.TaskId == null || !_ofOpenTasks.Contains(n.Kind) || db.Set<PlanTask>().Any(t => t.Id == n.TaskId && t.Status == PlanTaskStatus.Open))).AsNoTracking().OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancellation);
        await waiting.ExecuteUpdateAsync(set => set.SetProperty(n => n.DigestedAt, now), cancellation);
        if (unread.Count > 0 && person.SuspendedAt is null)
        {
            var lines = unread.Take(MostLines).Select(n => new DigestLine(n.What, n.Why, new Link(n.Path))).ToList();
            var model = new DigestLetter(today, unread.Count, lines, new Link("/notifications"));
            await services.GetRequiredService<LetterWriter>().WriteAsync(LetterKeys.Digest, Recipient.Of(person), model, cause, LetterAbout.Nothing, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return unread.Count > 0 && person.SuspendedAt is null ? 1 : 0;
    }
}
