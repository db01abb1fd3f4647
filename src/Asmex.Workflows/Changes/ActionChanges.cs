using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Changes of the actions of a plan, inside the transaction of <see cref="ChangePlan"/>.</summary>
public sealed class ActionChanges(
    WorkflowsDbContext db, ActionTypes types, Ledger ledger, RecountTimers timers, StepChanges steps, RoundChanges rounds, ActionEnd end, TimeProvider clock)
{
    public async Task<Subject> AddAsync(Plan plan, ActionDraft draft, Actor actor, CancellationToken cancellation)
    {
        var type = await types.GetAsync(draft.Type, cancellation);
        if (type.FixedDate is { } day && draft.FixedDate is null)
        {
            throw new RuleBrokenException("Plans.FixedDateMissing", draft.Edition, day.Label);
        }

        var now = clock.GetUtcNow();
        var action = plan.AddAction(draft, Zone.DateOf(now), now);
        db.Add(action);
        var undivided = await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.PlanId == plan.Id && e.ActionId == null, cancellation);
        var envelope = new Envelope(plan.Id, action.Id, plan.Region, $"{undivided.Code} · {type.Code} {action.Edition}");
        db.Add(envelope);
        await db.SaveChangesAsync(cancellation);
        await ledger.TransferAsync(undivided.Id, envelope.Id, draft.Budget, actor, action.Edition, cancellation);
        var about = new Subject(plan.Region, plan.Id, action.Id);
        db.Add(HistoryEntry.Of(actor, now, "History.ActionAdded", about, action.Edition, action.StartsOn, draft.Budget));
        return about;
    }

    public async Task<Subject> MoveAsync(Plan plan, PlanChange.MoveAction move, string reason, Actor actor, CancellationToken cancellation)
    {
        var action = plan.Actions.FirstOrDefault(a => a.Id == move.ActionId) ?? throw new NothingThereException("action");
        var (started, fixedDate) = (action.StartsOn, action.FixedDate);
        action.MoveTo(move.StartsOn, move.FixedDate, Zone.Today(clock));
        await db.SaveChangesAsync(cancellation);
        if (action.Status == PlanStatus.Draft && action.StartsOn != started && action.AddedAt is null)
        {
            await MoveStartAsync(plan, action, actor, cancellation);
        }

        if (action.InstanceId is { } instance && action.FixedDate is { } day && day != fixedDate)
        {
            await RememberAsync(instance, day, actor, cancellation);
            await CountBackAsync(action, fixedDate, day, reason, actor, cancellation);
            await rounds.MoveAsync(action, fixedDate!.Value, day, reason, actor, cancellation);
        }

        return new Subject(action.Region, plan.Id, action.Id, InstanceId: action.InstanceId);
    }

    public async Task<Subject> CancelAsync(Plan plan, PlanChange.CancelAction cancel, string reason, Actor actor, CancellationToken cancellation)
    {
        var action = plan.Actions.FirstOrDefault(a => a.Id == cancel.ActionId) ?? throw new NothingThereException("action");

        // It may start by the clock just now.
        await db.HoldAsync<PlanAction>(action.Id, cancellation);
        await db.Entry(action).ReloadAsync(cancellation);
        var start = action is { Status: PlanStatus.Draft, AddedAt: null } ? await StartOfAsync(plan, action, cancellation) : null;
        await end.RunAsync(action, start, reason, actor, cancellation);
        return new Subject(action.Region, plan.Id, action.Id, InstanceId: action.InstanceId);
    }

    private async Task<string?> StartOfAsync(Plan plan, PlanAction action, CancellationToken cancellation) =>
        StartOf(WorkflowState.FromJson(await db.Set<WorkflowInstance>().Where(i => i.Id == plan.InstanceId).Select(i => i.State).SingleAsync(cancellation)), action)?.Id;

    // The clock of the plan waits for each action at a bookmark of its own, which knows the action.
    private static Bookmark? StartOf(WorkflowState state, PlanAction action) =>
        state.Bookmarks.FirstOrDefault(b => b.DueAt is not null && (string?)state.VariableAt(b, "CurrentValue")?["actionId"] == action.Id.ToString());

    private async Task MoveStartAsync(Plan plan, PlanAction action, Actor actor, CancellationToken cancellation)
    {
        var writer = new BurstWriter(db);
        if (await writer.LockAsync(plan.InstanceId, cancellation) is { Bursts: > 0, Status: WorkflowStatus.Running } instance
            && WorkflowState.FromJson(instance.State) is var state && StartOf(state, action) is { } start)
        {
            // The engine takes no answer of the clock before the time that its own state names.
            var meant = Zone.At(action.StartsOn, new TimeOnly(8, 0));
            var when = new JsonObject { ["executeAt"] = meant };
            var payload = when.ToJsonString();
            writer.Move(instance, state.With(start with { DueAt = meant, Payload = when }), instance.Version, actor, clock.GetUtcNow());
            await db.Set<WaitingBookmark>().Where(b => b.Id == start.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.Payload, payload).SetProperty(b => b.DueAt, meant), cancellation);
            await timers.AlignAsync(plan.InstanceId, cancellation);
        }
    }

    // What the definition's expressions read as the fixed date.
    private async Task RememberAsync(string instanceId, DateOnly day, Actor actor, CancellationToken cancellation)
    {
        var writer = new BurstWriter(db);
        if (await writer.LockAsync(instanceId, cancellation) is { Bursts: > 0, Status: WorkflowStatus.Running } instance)
        {
            var state = WorkflowState.FromJson(instance.State);
            state.Input["fixedDate"] = day.ToString("O", CultureInfo.InvariantCulture);
            writer.Move(instance, state, instance.Version, actor, clock.GetUtcNow());
        }
    }

    private async Task CountBackAsync(PlanAction action, DateOnly? from, DateOnly to, string reason, Actor actor, CancellationToken cancellation)
    {
        var open = await db.Set<PlanTask>().Where(t => t.ActionId == action.Id && t.Status == PlanTaskStatus.Open && t.Due != null).ToListAsync(cancellation);
        foreach (var task in open.Where(t => t.Due!.Start == from && t.Due.Anchor == BackwardPlan.FixedDate))
        {
            await steps.MoveDueAsync(task, task.Due! with { Start = to }, reason, actor, cancellation);
        }
    }
}
