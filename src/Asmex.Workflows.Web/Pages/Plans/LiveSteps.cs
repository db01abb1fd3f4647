using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Web.Pages.Drawings;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>Draws the workflow of a plan or an action with where each of its steps stands for this reader.</summary>
public sealed class LiveSteps(WorkflowsDbContext db, Definitions definitions, Calendar calendar, Words words, TimeProvider clock)
{
    /// <returns>Nothing for a workflow that has not started.</returns>
    public async Task<Drawing?> DrawAsync(string? instanceId, Actor actor, CancellationToken cancellation)
    {
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, cancellation);
        if (instance is null)
        {
            return null;
        }

        var definition = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        var states = await PassedAsync(instance.Id, cancellation);
        await AddWaitsAsync(states, instance.Id, cancellation);
        await AddTasksAsync(states, instance.Id, actor, cancellation);
        await AddApprovalsAsync(states, instance.Id, actor, cancellation);
        foreach (var step in await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ResolvedAt == null).Select(i => i.ActivityId).ToListAsync(cancellation))
        {
            states[step] = new StepState(StateKind.Problem, words["Step.Stopped"], actor.Is(Roles.Administrator) ? "incidents" : null);
        }

        return Drawing.Of(definition.Source, states, words.Language);
    }

    // What the journal says last of a step: completed, or entered and still open.
    private async Task<Dictionary<string, StepState>> PassedAsync(string instanceId, CancellationToken cancellation)
    {
        var bursts = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Number).Select(e => e.Executions).ToListAsync(cancellation);
        var states = new Dictionary<string, StepState>();
        foreach (var execution in bursts.SelectMany(ExecutionRecords.Read))
        {
            states[execution.ActivityId] = execution.Status switch
            {
                "Completed" => new StepState(StateKind.Done, words["Step.DoneOn", Brief(execution.CompletedAt ?? execution.StartedAt)]),
                "Canceled" => new StepState(StateKind.Done, words["Step.NoLongerNeeded"]),
                "Faulted" => new StepState(StateKind.Problem, words["Step.Stopped"]),
                _ => new StepState(StateKind.Waiting, words["Step.Running"]),
            };
        }

        return states;
    }

    private async Task AddWaitsAsync(Dictionary<string, StepState> states, string instanceId, CancellationToken cancellation)
    {
        foreach (var wait in await db.Set<WaitingBookmark>().AsNoTracking().Where(b => b.InstanceId == instanceId && b.DueAt != null).ToListAsync(cancellation))
        {
            states[wait.ActivityId] = new StepState(StateKind.Waiting, words["Step.Until", Brief(wait.DueAt!.Value)]);
        }
    }

    private async Task AddTasksAsync(Dictionary<string, StepState> states, string instanceId, Actor actor, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var open = await db.Set<PlanTask>().AsNoTracking().Where(t => t.InstanceId == instanceId && t.Status == PlanTaskStatus.Open).ToListAsync(cancellation);
        var owners = await db.Users.AsNoTracking().Where(p => open.Select(t => t.AssigneeId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var working = await calendar.CurrentAsync(cancellation);
        foreach (var task in open)
        {
            var who = task.AssigneeId is { } id && owners.TryGetValue(id, out var owner) ? owner.NameIn(words.Language) : words["Role." + task.AccountableRole];
            var own = task.IsFor(actor);
            var detail = task.IsLate(today) ? words["Step.Late", Numbers.Say(Math.Max(1, working.CountWorkingDays(task.DueOn, today, task.Region)), words.Language)]
                : own ? words["Step.DueOn", Dates.Brief(task.DueOn, words.Language)] : words["Step.With", who];
            states[task.ActivityId!] = new StepState(
                task.IsLate(today) ? StateKind.Late : own ? StateKind.ToDo : StateKind.Waiting, detail, WorkLinks.Of(task), own);
        }
    }

    private async Task AddApprovalsAsync(Dictionary<string, StepState> states, string instanceId, Actor actor, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        foreach (var approval in await db.Set<Approval>().AsNoTracking().Where(a => a.InstanceId == instanceId && a.Status == ApprovalStatus.Pending).ToListAsync(cancellation))
        {
            var own = approval.AwaitsDecisionOf(actor);
            states[approval.ActivityId] = new StepState(
                approval.DueOn < today ? StateKind.Late : own ? StateKind.ToDo : StateKind.Waiting,
                words["Step.Decision", words["Role." + approval.Current.Role]], $"approvals/{approval.Id}", own);
        }
    }

    private string Brief(DateTimeOffset at) => Dates.Brief(Zone.DateOf(at), words.Language);
}
