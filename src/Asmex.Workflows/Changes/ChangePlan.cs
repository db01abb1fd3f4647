using System.Security.Cryptography;
using System.Text.Json;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Changes a plan that runs. The preview is the change itself, made and taken back; it is applied only while it still does what was seen.</summary>
public sealed class ChangePlan(WorkflowsDbContext db, ActionChanges actions, StepChanges steps, Calendar calendar, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The change cannot be, or does something else by now; nothing was written.</exception>
    /// <exception cref="NothingThereException">There is no such plan, action, task or person for whoever asks.</exception>
    public Task<ChangePreview> RunAsync(ChangeRequest request, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync("Changes.ChangedMeanwhile", () => ChangeAsync(request, actor, cancellation));

    private async Task<ChangePreview> ChangeAsync(ChangeRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<Plan>(request.PlanId, cancellation);
        var plan = await db.Set<Plan>().Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == request.PlanId, cancellation);
        if (plan is null || !actor.Is(Roles.Coordinator, plan.Region))
        {
            throw new NothingThereException("plan");
        }

        var reason = string.IsNullOrWhiteSpace(request.Reason) ? throw new RuleBrokenException("Changes.ReasonMissing") : request.Reason.Trim();
        if (plan.Status != PlanStatus.Running)
        {
            throw new RuleBrokenException("Changes.NotRunning");
        }

        var preview = await MakeAsync(plan, request.Change, reason, actor, cancellation);
        if (request.Seen == preview.Print)
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return preview;
        }

        // What was tried must not be met by whatever this context does next.
        db.ChangeTracker.Clear();
        return request.Seen is null ? preview : throw new RuleBrokenException("Changes.ChangedMeanwhile");
    }

    private async Task<ChangePreview> MakeAsync(Plan plan, PlanChange change, string reason, Actor actor, CancellationToken cancellation)
    {
        var before = await PlanPicture.TakeAsync(db, plan.Id, cancellation);
        var about = await ApplyAsync(plan, change, reason, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        var after = await PlanPicture.TakeAsync(db, plan.Id, cancellation);
        if (after.Incidents > before.Incidents)
        {
            throw new RuleBrokenException("Changes.StepNeeded");
        }

        var lines = before.To(after);
        if (lines.Count > 0 && change is PlanChange.MoveTask { DueOn: var day } && (await calendar.CurrentAsync(cancellation)).DayOffOn(day, plan.Region) is { } off)
        {
            lines = [new ChangeLine(ChangeEffect.DayOff, off.Name, day), .. lines];
        }

        if (lines.Count == 0)
        {
            throw new RuleBrokenException("Changes.Nothing");
        }

        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PlanChanged", about, reason, lines.Count));
        return new ChangePreview(lines, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines))));
    }

    private Task<Subject> ApplyAsync(Plan plan, PlanChange change, string reason, Actor actor, CancellationToken cancellation) => change switch
    {
        PlanChange.AddAction add => actions.AddAsync(plan, add.Draft, actor, cancellation),
        PlanChange.MoveAction move => actions.MoveAsync(plan, move, reason, actor, cancellation),
        PlanChange.CancelAction cancel => actions.CancelAsync(plan, cancel, reason, actor, cancellation),
        PlanChange.MoveTask move => steps.MoveAsync(plan, move, reason, actor, cancellation),
        PlanChange.CancelStep cancel => steps.CancelAsync(plan, cancel, reason, actor, cancellation),
        PlanChange.GiveTask give => steps.GiveAsync(plan, give, actor, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "There are six changes."),
    };
}
