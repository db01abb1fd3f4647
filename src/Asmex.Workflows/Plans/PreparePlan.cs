using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Keeps what the delegate prepares, or hands it to the Centre.</summary>
public sealed class PreparePlan(WorkflowsDbContext db, Bursts bursts, ActionTypes types, Notices notices, TimeProvider clock)
{
    /// <param name="submit">True to hand it in; false to keep it as a draft.</param>
    /// <exception cref="RuleBrokenException">What is missing or wrong; nothing was written.</exception>
    public Task RunAsync(Guid planId, PlanDraft draft, bool submit, int? seenVersion, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync("Plans.Changed", () => PrepareAsync(planId, draft, submit, seenVersion, actor, cancellation));

    private async Task PrepareAsync(Guid planId, PlanDraft draft, bool submit, int? seenVersion, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<Plan>(planId, cancellation);
        var plan = await db.Set<Plan>().Include(p => p.Objectives).Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == planId, cancellation);
        if (plan is null || !actor.Sees(plan.Region))
        {
            throw new NothingThereException("plan");
        }

        if (!actor.Is(Roles.Delegate, plan.Region) && !actor.Is(Roles.Coordinator, plan.Region))
        {
            throw new RuleBrokenException("Plans.NotYours");
        }

        if (seenVersion is { } seen && seen != plan.Version)
        {
            throw new RuleBrokenException("Plans.Changed");
        }

        foreach (var action in draft.Actions)
        {
            var type = await types.GetAsync(action.Type, cancellation);
            if (submit && type.FixedDate is { } day && action.FixedDate is null)
            {
                throw new RuleBrokenException("Plans.FixedDateMissing", action.Edition, day.Label);
            }
        }

        plan.Prepare(draft);
        if (submit)
        {
            await SubmitAsync(plan, actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task SubmitAsync(Plan plan, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        plan.Submit(Zone.DateOf(now));
        var task = await db.Set<PlanTask>().SingleAsync(t => t.PlanId == plan.Id && t.Kind == TaskKind.PreparePlan && t.Status == PlanTaskStatus.Open, cancellation);
        task.Complete("Submitted", "{}", actor, now);
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.PlanSubmitted", new Subject(plan.Region, plan.Id, TaskId: task.Id, InstanceId: plan.InstanceId), plan.Budget));
        await notices.PlanSubmittedAsync(plan, actor, cancellation);
        await bursts.ResumeAsync(task.ExecutionId!, new Answer("Submitted"), actor, cancellation);
    }
}
