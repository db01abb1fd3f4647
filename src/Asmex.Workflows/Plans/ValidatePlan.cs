using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
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

/// <summary>The Centre's word on a plan that was handed in. A yes sets the envelopes and dispatches the actions, all in one transaction.</summary>
public sealed class ValidatePlan(WorkflowsDbContext db, Bursts bursts, ActionTypes types, Ledger ledger, Notices notices, RecountTimers timers, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Not handed in, changed since it was seen, or a no without a reason.</exception>
    public Task RunAsync(Guid planId, Verdict verdict, string? remarks, int? seenVersion, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync("Plans.Changed", () => ValidateAsync(planId, verdict, remarks, seenVersion, actor, cancellation));

    private async Task ValidateAsync(Guid planId, Verdict verdict, string? remarks, int? seenVersion, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<Plan>(planId, cancellation);
        var plan = await db.Set<Plan>().Include(p => p.Objectives).Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == planId, cancellation);
        if (plan is null || !actor.Is(Roles.Coordinator, plan.Region))
        {
            throw new NothingThereException("plan");
        }

        if (seenVersion is { } seen && seen != plan.Version)
        {
            throw new RuleBrokenException("Plans.Changed");
        }

        if (verdict != Verdict.Approve && string.IsNullOrWhiteSpace(remarks))
        {
            throw new RuleBrokenException("Approvals.ReasonNeeded");
        }

        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.PlanId == plan.Id && t.Kind == TaskKind.ValidatePlan && t.Status == PlanTaskStatus.Open, cancellation)
            ?? throw new RuleBrokenException("Plans.NotSubmitted", plan.Status.ToString());
        var now = clock.GetUtcNow();
        var answer = await DecideAsync(plan, verdict, remarks, actor, now, cancellation);
        task.Complete(answer.Outcome!, "{}", actor, now);
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.Plan" + verdict, new Subject(plan.Region, plan.Id, TaskId: task.Id, InstanceId: plan.InstanceId), remarks ?? ""));
        await notices.PlanDecidedAsync(plan, verdict, remarks, actor, cancellation);
        await bursts.ResumeAsync(task.ExecutionId!, answer, actor, cancellation);
        await timers.AlignAsync(plan.InstanceId, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<Answer> DecideAsync(Plan plan, Verdict verdict, string? remarks, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (verdict)
        {
            case Verdict.SendBack:
                plan.SendBack(remarks!.Trim());
                return new Answer("SentBack");
            case Verdict.Reject:
                return new Answer("Rejected");
            default:
                plan.Validate(now);
                await AllotAsync(plan, actor, cancellation);
                return new Answer("Approved", await DispatchListAsync(plan, cancellation));
        }
    }

    private async Task AllotAsync(Plan plan, Actor actor, CancellationToken cancellation)
    {
        var code = $"{plan.Region}-{plan.Year.ToString(CultureInfo.InvariantCulture)}";
        var undivided = new Envelope(plan.Id, null, plan.Region, code);
        var ofActions = new List<(Envelope Envelope, decimal Amount)>();
        foreach (var action in plan.Actions)
        {
            ofActions.Add((new Envelope(plan.Id, action.Id, plan.Region, $"{code} · {(await types.GetAsync(action.Type, cancellation)).Code} {action.Edition}"), action.Budget));
        }

        db.Add(undivided);
        db.AddRange(ofActions.Select(e => e.Envelope));
        await db.SaveChangesAsync(cancellation);
        foreach (var (envelope, amount) in ofActions.Append((undivided, plan.Budget - plan.Planned)).Where(e => e.Item2 > 0))
        {
            await ledger.AllotAsync(envelope.Id, amount, actor, null, cancellation);
        }
    }

    private async Task<JsonArray> DispatchListAsync(Plan plan, CancellationToken cancellation)
    {
        var list = new JsonArray();
        foreach (var action in plan.Actions)
        {
            var name = await types.NameAsync(action, cancellation);
            list.Add(new JsonObject
            {
                ["actionId"] = action.Id.ToString(),
                ["definitionId"] = action.Type,
                ["title"] = new JsonObject { ["fr"] = name.Fr, ["ar"] = name.Ar, ["en"] = name.En },
                ["startsAt"] = Zone.At(action.StartsOn, new TimeOnly(8, 0)).ToString("O", CultureInfo.InvariantCulture),
                ["fixedDate"] = action.FixedDate?.ToString("O", CultureInfo.InvariantCulture),
            });
        }

        return list;
    }
}
