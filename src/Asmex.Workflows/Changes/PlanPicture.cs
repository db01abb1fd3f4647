using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Where a plan stands: its actions, open work, rounds of invitations, money, planned reminders and letters. Two of them, before and after, tell what a change does.</summary>
internal sealed class PlanPicture
{
    private Dictionary<Guid, PlanAction> _actions = [];
    private Dictionary<Guid, PlanTask> _tasks = [];
    private Dictionary<Guid, Approval> _requests = [];
    private Dictionary<Guid, InvitationRound> _rounds = [];
    private Dictionary<Guid, Envelope> _envelopes = [];
    private Dictionary<Guid, DateTimeOffset> _reminders = [];
    private int _letters;
    private int _toFirms;
    private int _withdrawn;

    private PlanPicture()
    {
    }

    /// <summary>How many steps of its workflows have failed.</summary>
    public int Incidents { get; private init; }

    public static async Task<PlanPicture> TakeAsync(WorkflowsDbContext db, Guid planId, CancellationToken cancellation)
    {
        var tasks = db.Set<PlanTask>().AsNoTracking().Where(t => t.PlanId == planId && t.Status == PlanTaskStatus.Open);
        var requests = db.Set<Approval>().AsNoTracking().Where(a => a.PlanId == planId && a.Status == ApprovalStatus.Pending);
        var reminders = db.Set<Reminder>().AsNoTracking().Where(r => r.Status == ReminderStatus.Planned
            && (db.Set<PlanTask>().Any(t => t.Id == r.TaskId && t.PlanId == planId) || db.Set<Approval>().Any(a => a.Id == r.ApprovalId && a.PlanId == planId)));
        var letters = db.Letters.Where(l => l.PlanId == planId);
        return new PlanPicture
        {
            // In one order: the print of a change is over its lines.
            _actions = await db.Set<PlanAction>().AsNoTracking().Where(a => a.PlanId == planId).OrderBy(a => a.Id).ToDictionaryAsync(a => a.Id, cancellation),
            _tasks = await tasks.OrderBy(t => t.DueOn).ThenBy(t => t.Id).ToDictionaryAsync(t => t.Id, cancellation),
            _requests = await requests.OrderBy(r => r.DueOn).ThenBy(r => r.Id).ToDictionaryAsync(r => r.Id, cancellation),
            _rounds = await db.Set<InvitationRound>().AsNoTracking().Where(r => r.PlanId == planId).OrderBy(r => r.Id).ToDictionaryAsync(r => r.Id, cancellation),
            _envelopes = await db.Set<Envelope>().AsNoTracking().Where(e => e.PlanId == planId).OrderBy(e => e.Id).ToDictionaryAsync(e => e.Id, cancellation),
            _reminders = await reminders.ToDictionaryAsync(r => r.Id, r => r.DueAt, cancellation),
            _letters = await letters.CountAsync(l => l.InvitationId == null, cancellation),
            _toFirms = await letters.CountAsync(l => l.InvitationId != null, cancellation),
            _withdrawn = await letters.CountAsync(l => l.State == LetterState.Cancelled, cancellation),
            Incidents = await db.Set<WorkflowIncident>().CountAsync(i => db.Set<WorkflowInstance>().Any(w => w.Id == i.InstanceId && w.PlanId == planId), cancellation),
        };
    }

    /// <summary>What differs afterwards, in the order in which people read it.</summary>
    public IReadOnlyList<ChangeLine> To(PlanPicture after) =>
    [
        .. after._actions.Values.Where(a => !_actions.ContainsKey(a.Id)).Select(a => new ChangeLine(ChangeEffect.ActionAdded, new Wording(a.Edition), null, a.StartsOn)),
        .. Both(_actions, after._actions).Where(p => p.Was.StartsOn != p.Is.StartsOn).Select(p => new ChangeLine(ChangeEffect.ActionMoved, new Wording(p.Is.Edition), p.Was.StartsOn, p.Is.StartsOn)),
        .. Both(_actions, after._actions).Where(p => p.Was.FixedDate != p.Is.FixedDate).Select(p => new ChangeLine(ChangeEffect.ActionMoved, new Wording(p.Is.Edition), p.Was.FixedDate, p.Is.FixedDate)),
        .. Both(_actions, after._actions).Where(p => p.Was.Status != p.Is.Status && p.Is.Status == PlanStatus.Abandoned).Select(p => new ChangeLine(ChangeEffect.ActionCancelled, new Wording(p.Is.Edition))),
        .. _tasks.Values.Where(t => !after._tasks.ContainsKey(t.Id)).Select(t => new ChangeLine(ChangeEffect.TaskCancelled, t.Title, t.DueOn)),
        .. Both(_tasks, after._tasks).Where(p => p.Was.DueOn != p.Is.DueOn).Select(p => new ChangeLine(ChangeEffect.TaskMoved, p.Is.Title, p.Was.DueOn, p.Is.DueOn)),
        .. Both(_tasks, after._tasks).Where(p => p.Was.AssigneeId != p.Is.AssigneeId).Select(p => new ChangeLine(ChangeEffect.TaskGiven, p.Is.Title, null, p.Is.DueOn)),
        .. after._tasks.Values.Where(t => !_tasks.ContainsKey(t.Id)).OrderBy(t => t.DueOn).ThenBy(t => t.ActivityId).Select(t => new ChangeLine(ChangeEffect.TaskOpened, t.Title, null, t.DueOn)),
        .. _requests.Values.Where(r => !after._requests.ContainsKey(r.Id)).Select(r => new ChangeLine(ChangeEffect.RequestCancelled, r.Subject, r.DueOn)),
        .. Both(_requests, after._requests).Where(p => p.Was.DueOn != p.Is.DueOn).Select(p => new ChangeLine(ChangeEffect.RequestMoved, p.Is.Subject, p.Was.DueOn, p.Is.DueOn)),
        .. after._requests.Values.Where(r => !_requests.ContainsKey(r.Id)).Select(r => new ChangeLine(ChangeEffect.RequestOpened, r.Subject, null, r.DueOn)),
        .. RoundsTo(after),
        .. MoneyTo(after),
        .. Counted(ChangeEffect.RemindersMoved, Both(_reminders, after._reminders).Count(p => p.Was != p.Is)),
        .. Counted(ChangeEffect.RemindersPlanned, after._reminders.Keys.Count(id => !_reminders.ContainsKey(id))),
        .. Counted(ChangeEffect.RemindersStopped, _reminders.Keys.Count(id => !after._reminders.ContainsKey(id))),
        .. Counted(ChangeEffect.FirmsTold, after._toFirms - _toFirms),
        .. Counted(ChangeEffect.LettersWritten, after._letters - _letters),
        .. Counted(ChangeEffect.LettersWithdrawn, after._withdrawn - _withdrawn),
    ];

    private IEnumerable<ChangeLine> RoundsTo(PlanPicture after)
    {
        foreach (var (was, now) in Both(_rounds, after._rounds))
        {
            if (was.State != now.State && now.State == RoundState.Cancelled)
            {
                yield return new ChangeLine(ChangeEffect.RoundCancelled, now.Event.Title, was.ClosesOn);
                continue;
            }

            if (was.Event.Date != now.Event.Date)
            {
                yield return new ChangeLine(ChangeEffect.EventMoved, now.Event.Title, was.Event.Date, now.Event.Date);
            }

            if (was.ClosesOn != now.ClosesOn)
            {
                yield return new ChangeLine(ChangeEffect.RoundMoved, now.Event.Title, was.ClosesOn, now.ClosesOn);
            }
        }
    }

    private IEnumerable<ChangeLine> MoneyTo(PlanPicture after)
    {
        var both = Both(_envelopes, after._envelopes).ToList();
        var undivided = both.Where(p => p.Is.ActionId is null).Sum(p => p.Is.Left - p.Was.Left);
        var held = both.Sum(p => p.Was.Reserved + p.Was.Committed - p.Is.Reserved - p.Is.Committed);
        var given = Both(_actions, after._actions).Where(p => p.Was.Status != p.Is.Status && p.Is.Status == PlanStatus.Abandoned).Select(p => p.Is.Id).ToHashSet();
        var kept = both.Where(p => p.Is.ActionId is { } action && given.Contains(action)).Sum(p => p.Is.Spent);
        return new (ChangeEffect Effect, decimal Amount)[]
        {
            (ChangeEffect.MoneyTaken, -undivided), (ChangeEffect.MoneyFreed, held), (ChangeEffect.MoneyBack, undivided), (ChangeEffect.MoneyKept, kept),
        }.Where(m => m.Amount > 0).Select(m => new ChangeLine(m.Effect, new Wording(Money.Say(m.Amount, "fr")), Amount: m.Amount));
    }

    private static IEnumerable<(T Was, T Is)> Both<T>(Dictionary<Guid, T> before, Dictionary<Guid, T> after) =>
        before.Where(p => after.ContainsKey(p.Key)).Select(p => (p.Value, after[p.Key]));

    private static IEnumerable<ChangeLine> Counted(ChangeEffect effect, int count) => count == 0 ? [] : [new ChangeLine(effect, new Wording(Numbers.Say(count, "fr")), Count: count)];
}
