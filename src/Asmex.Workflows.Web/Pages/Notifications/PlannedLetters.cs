using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Web.Pages.Calendars;
using Asmex.Workflows.Web.Pages.Tasks;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Notifications;

/// <summary>The reminders, escalations and expiries that a person will hear of, when, and why then; all of them stop when the thing is done.</summary>
public sealed class PlannedLetters(WorkflowsDbContext db, Calendar calendar, Words words)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<PlannedLetter>> OfAsync(Actor actor, CancellationToken cancellation)
    {
        var chosen = await db.Set<ChannelChoice>().AsNoTracking().Where(c => c.PersonId == actor.PersonId).ToDictionaryAsync(c => c.Kind, c => c.Channel, cancellation);
        var all = (await OfTasksAsync(actor, cancellation)).Concat(await OfApprovalsAsync(actor, cancellation)).Concat(await OfDelaysAsync(actor, cancellation));
        return [.. all.OrderBy(l => l.At).Take(Most).Select(l => l.Letter(chosen.GetValueOrDefault(l.Kind)))];
    }

    private async Task<IEnumerable<Line>> OfTasksAsync(Actor actor, CancellationToken cancellation)
    {
        var (roles, regions, all, isAbove) = (actor.All.Select(h => h.Role).Distinct().ToList(), actor.Regions, actor.SeesAllRegions, IsAbove(actor));
        var forGuests = actor.Is(Roles.Delegate);
        var selves = actor.Principals.Select(p => (Guid?)p.Id).Append(actor.PersonId).ToList();
        var planned = await db.Set<Reminder>().AsNoTracking().Where(r => r.Status == ReminderStatus.Planned)
            .Join(db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open), r => r.TaskId, t => t.Id, (r, t) => new { Reminder = r, Task = t })
            .Where(p => (all || regions.Contains(p.Task.Region)) && (p.Reminder.To == ReminderTo.Owner
                ? selves.Contains(p.Task.DoerId) || (p.Task.DoerId == null && (roles.Contains(p.Task.Role) || forGuests))
                : isAbove))
            .OrderBy(p => p.Reminder.DueAt).Take(Most * 2).ToListAsync(cancellation);
        return planned.Where(p => p.Reminder.To == ReminderTo.Owner
                ? p.Task.DoerId is null ? actor.Is(p.Task.AccountableRole, p.Task.Region) : actor.ActsAs(p.Task.DoerId)
                : actor.Is(Recipients.RoleOf(p.Reminder.To)!, p.Task.Region) && p.Task.DoerId != actor.PersonId && (p.Task.DoerId is not null || !actor.Is(p.Task.AccountableRole, p.Task.Region)))
            .Select(p => new Line(p.Reminder.DueAt, words[PlannedWords.KeyOf(p.Reminder), p.Task.Title], TaskLinks.Do(p.Task.Kind, p.Task.Id, p.Task.PlanId),
                Why(p.Reminder, p.Task.DueOn, p.Task.OpenedAt, p.Task.Region), KindOf(p.Reminder)));
    }

    private async Task<IEnumerable<Line>> OfApprovalsAsync(Actor actor, CancellationToken cancellation)
    {
        var (regions, all) = (actor.Regions, actor.SeesAllRegions);
        var planned = await db.Set<Reminder>().AsNoTracking().Where(r => r.Status == ReminderStatus.Planned)
            .Join(db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending), r => r.ApprovalId, a => a.Id, (r, a) => new { Reminder = r, Approval = a })
            .Where(p => all || regions.Contains(p.Approval.Region)).OrderBy(p => p.Reminder.DueAt).ToListAsync(cancellation);
        return planned.Where(p => p.Reminder.To == ReminderTo.Owner
                ? p.Approval.AwaitsDecisionOf(actor)
                : actor.Is(Recipients.RoleOf(p.Reminder.To)!, p.Approval.Region) && !p.Approval.AwaitsDecisionOf(actor))
            .Select(p => new Line(p.Reminder.DueAt, words[PlannedWords.KeyOf(p.Reminder), p.Approval.Subject], $"approvals/{p.Approval.Id}",
                Why(p.Reminder, p.Approval.DueOn, p.Approval.OpenedAt, p.Approval.Region), KindOf(p.Reminder)));
    }

    // What the policy of money says of requests that nobody decides: they go higher, and at last they end.
    private async Task<IEnumerable<Line>> OfDelaysAsync(Actor actor, CancellationToken cancellation)
    {
        var (regions, all) = (actor.Regions, actor.SeesAllRegions);
        var pending = await db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending && (all || regions.Contains(a.Region))
            && ((a.EscalateOn != null && a.EscalatedAt == null) || a.Kind == ApprovalKind.Budget)).ToListAsync(cancellation);
        var working = await calendar.CurrentAsync(cancellation);
        return pending.Select(a => GoesHigher(a, actor, working)).Concat(pending.Select(a => Ends(a, actor, working))).OfType<Line>();
    }

    private Line? GoesHigher(Approval approval, Actor actor, WorkingCalendar working)
    {
        if (approval is not { EscalateOn: { } day, EscalatedAt: null, EscalateTo: { } above, Escalation: { } rule })
        {
            return null;
        }

        var key = actor.Is(above, approval.Region) && actor.PersonId is { } id && !approval.IsOutOfPlace(id) ? "Planned.GoesHigherToYou" : approval.AwaitsDecisionOf(actor) ? "Planned.GoesHigher" : null;
        return key is null ? null : new Line(Zone.At(day, working.HoursOn(day).Opens), words[key, approval.Subject], $"approvals/{approval.Id}", WhyAddress.Of(rule, approval.CalendarVersion), NotificationKind.ApprovalRequested);
    }

    private Line? Ends(Approval approval, Actor actor, WorkingCalendar working)
    {
        if (approval.Kind != ApprovalKind.Budget || !actor.ActsAs(approval.RequesterId))
        {
            return null;
        }

        var rule = approval.ExpiryRule;
        var day = working.DueOn(rule);
        return new Line(Zone.At(day, working.HoursOn(day).Opens), words["Planned.Ends", approval.Subject], $"approvals/{approval.Id}", WhyAddress.Of(rule, working.Version), NotificationKind.ApprovalDecided);
    }

    private static bool IsAbove(Actor actor) => actor.Is(Recipients.RoleOf(ReminderTo.Manager)!) || actor.Is(Recipients.RoleOf(ReminderTo.Coordinator)!);

    private static NotificationKind KindOf(Reminder reminder) => reminder.To == ReminderTo.Owner ? NotificationKind.TaskReminder : NotificationKind.TaskLate;

    private static string Why(Reminder reminder, DateOnly due, DateTimeOffset opened, string region) =>
        WhyAddress.Of(Reminder.RuleOf(reminder.Days, due, Zone.DateOf(opened), region), reminder.CalendarVersion);

    private sealed record Line(DateTimeOffset At, string What, string Link, string Why, NotificationKind Kind)
    {
        public PlannedLetter Letter(Channel channel) => new(At, What, Link, Why, channel);
    }
}
