using Asmex.Workflows.Approvals;
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

/// <summary>The reminders that a person will get, when, and why then; all of them stop when the thing is done.</summary>
public sealed class PlannedLetters(WorkflowsDbContext db, Words words)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<PlannedLetter>> OfAsync(Actor actor, CancellationToken cancellation)
    {
        var chosen = await db.Set<ChannelChoice>().AsNoTracking().Where(c => c.PersonId == actor.PersonId).ToDictionaryAsync(c => c.Kind, c => c.Channel, cancellation);
        var all = (await OfTasksAsync(actor, cancellation)).Concat(await OfApprovalsAsync(actor, cancellation));
        return [.. all.OrderBy(l => l.At).Take(Most).Select(l => l.Letter(chosen.GetValueOrDefault(l.IsAbove ? NotificationKind.TaskLate : NotificationKind.TaskReminder)))];
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
                Why(p.Reminder, p.Task.DueOn, p.Task.OpenedAt, p.Task.Region, p.Task.CalendarVersion), p.Reminder.To != ReminderTo.Owner));
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
                Why(p.Reminder, p.Approval.DueOn, p.Approval.OpenedAt, p.Approval.Region, p.Approval.CalendarVersion), p.Reminder.To != ReminderTo.Owner));
    }

    private static bool IsAbove(Actor actor) => actor.Is(Recipients.RoleOf(ReminderTo.Manager)!) || actor.Is(Recipients.RoleOf(ReminderTo.Coordinator)!);

    private static string Why(Reminder reminder, DateOnly due, DateTimeOffset opened, string region, int version) =>
        WhyAddress.Of(Reminder.RuleOf(reminder.Days, due, Zone.DateOf(opened), region), version);

    private sealed record Line(DateTimeOffset At, string What, string Link, string Why, bool IsAbove)
    {
        public PlannedLetter Letter(Channel channel) => new(At, What, Link, Why, channel);
    }
}
