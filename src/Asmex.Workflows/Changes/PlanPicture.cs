using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Where a plan stands: its actions, open work, planned reminders and letters. Two of them, before and after, tell what a change does.</summary>
internal sealed class PlanPicture
{
    private readonly Dictionary<Guid, PlanAction> _actions;
    private readonly Dictionary<Guid, PlanTask> _tasks;
    private readonly Dictionary<Guid, Approval> _requests;
    private readonly Dictionary<Guid, DateTimeOffset> _reminders;
    private readonly int _letters;

    private PlanPicture(IReadOnlyList<PlanAction> actions, IReadOnlyList<PlanTask> tasks, IReadOnlyList<Approval> requests, IReadOnlyDictionary<Guid, DateTimeOffset> reminders, int letters, int incidents)
    {
        (_actions, _tasks, _requests) = (actions.ToDictionary(a => a.Id), tasks.ToDictionary(t => t.Id), requests.ToDictionary(r => r.Id));
        (_reminders, _letters, Incidents) = (reminders.ToDictionary(), letters, incidents);
    }

    /// <summary>How many steps of its workflows have failed.</summary>
    public int Incidents { get; }

    public static async Task<PlanPicture> TakeAsync(WorkflowsDbContext db, Guid planId, CancellationToken cancellation)
    {
        var tasks = await db.Set<PlanTask>().AsNoTracking().Where(t => t.PlanId == planId && t.Status == PlanTaskStatus.Open).ToListAsync(cancellation);
        var requests = await db.Set<Approval>().AsNoTracking().Where(a => a.PlanId == planId && a.Status == ApprovalStatus.Pending).ToListAsync(cancellation);
        var reminders = await db.Set<Reminder>().AsNoTracking().Where(r => r.Status == ReminderStatus.Planned
            && (db.Set<PlanTask>().Any(t => t.Id == r.TaskId && t.PlanId == planId) || db.Set<Approval>().Any(a => a.Id == r.ApprovalId && a.PlanId == planId)))
            .ToDictionaryAsync(r => r.Id, r => r.DueAt, cancellation);
        return new PlanPicture(
            await db.Set<PlanAction>().AsNoTracking().Where(a => a.PlanId == planId).ToListAsync(cancellation), tasks, requests, reminders,
            await db.Letters.CountAsync(l => l.PlanId == planId, cancellation),
            await db.Set<WorkflowIncident>().CountAsync(i => db.Set<WorkflowInstance>().Any(w => w.Id == i.InstanceId && w.PlanId == planId), cancellation));
    }

    /// <summary>What differs afterwards, in the order in which people read it.</summary>
    public IReadOnlyList<ChangeLine> To(PlanPicture after) =>
    [
        .. after._actions.Values.Where(a => !_actions.ContainsKey(a.Id)).Select(a => new ChangeLine(ChangeEffect.ActionAdded, new Wording(a.Edition), null, a.StartsOn)),
        .. Both(_actions, after._actions).Where(p => p.Was.StartsOn != p.Is.StartsOn).Select(p => new ChangeLine(ChangeEffect.ActionMoved, new Wording(p.Is.Edition), p.Was.StartsOn, p.Is.StartsOn)),
        .. Both(_actions, after._actions).Where(p => p.Was.FixedDate != p.Is.FixedDate).Select(p => new ChangeLine(ChangeEffect.ActionMoved, new Wording(p.Is.Edition), p.Was.FixedDate, p.Is.FixedDate)),
        .. _tasks.Values.Where(t => !after._tasks.ContainsKey(t.Id)).Select(t => new ChangeLine(ChangeEffect.TaskCancelled, t.Title, t.DueOn)),
        .. Both(_tasks, after._tasks).Where(p => p.Was.DueOn != p.Is.DueOn).Select(p => new ChangeLine(ChangeEffect.TaskMoved, p.Is.Title, p.Was.DueOn, p.Is.DueOn)),
        .. Both(_tasks, after._tasks).Where(p => p.Was.AssigneeId != p.Is.AssigneeId).Select(p => new ChangeLine(ChangeEffect.TaskGiven, p.Is.Title, null, p.Is.DueOn)),
        .. after._tasks.Values.Where(t => !_tasks.ContainsKey(t.Id)).OrderBy(t => t.DueOn).ThenBy(t => t.ActivityId).Select(t => new ChangeLine(ChangeEffect.TaskOpened, t.Title, null, t.DueOn)),
        .. _requests.Values.Where(r => !after._requests.ContainsKey(r.Id)).Select(r => new ChangeLine(ChangeEffect.RequestCancelled, r.Subject, r.DueOn)),
        .. Both(_requests, after._requests).Where(p => p.Was.DueOn != p.Is.DueOn).Select(p => new ChangeLine(ChangeEffect.RequestMoved, p.Is.Subject, p.Was.DueOn, p.Is.DueOn)),
        .. after._requests.Values.Where(r => !_requests.ContainsKey(r.Id)).Select(r => new ChangeLine(ChangeEffect.RequestOpened, r.Subject, null, r.DueOn)),
        .. Counted(ChangeEffect.RemindersMoved, Both(_reminders, after._reminders).Count(p => p.Was != p.Is)),
        .. Counted(ChangeEffect.RemindersPlanned, after._reminders.Keys.Count(id => !_reminders.ContainsKey(id))),
        .. Counted(ChangeEffect.RemindersStopped, _reminders.Keys.Count(id => !after._reminders.ContainsKey(id))),
        .. Counted(ChangeEffect.LettersWritten, after._letters - _letters),
    ];

    private static IEnumerable<(T Was, T Is)> Both<T>(Dictionary<Guid, T> before, Dictionary<Guid, T> after) =>
        before.Where(p => after.ContainsKey(p.Key)).Select(p => (p.Value, after[p.Key]));

    private static IEnumerable<ChangeLine> Counted(ChangeEffect effect, int count) => count == 0 ? [] : [new ChangeLine(effect, new Wording(Numbers.Say(count, "fr")), Count: count)];
}
