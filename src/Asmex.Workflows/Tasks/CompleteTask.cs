using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Files;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Completes a task with its form: the answer, the workflow's next steps and the letters that follow are one transaction.</summary>
public sealed class CompleteTask(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <exception cref="FormRefusedException">Fields with faults; nothing was written.</exception>
    /// <exception cref="RuleBrokenException">Done meanwhile by someone else, cancelled, changed, or not this person's.</exception>
    public async Task RunAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await db.UntilCommittedAsync(() => CompleteAsync(request, actor, cancellation));
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var now = await db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == request.TaskId, cancellation);
            throw now.Status == PlanTaskStatus.Done
                ? new RuleBrokenException("Tasks.AlreadyDone", now.Title, now.CompletedBy!, now.CompletedAt!.Value)
                : new RuleBrokenException("Tasks.Changed", now.Title);
        }
    }

    private async Task CompleteAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await FindAsync(request, actor, cancellation);
        if (task.Kind != TaskKind.Form)
        {
            throw new RuleBrokenException("Tasks.DoneOnItsOwnPage", task.Title);
        }

        if (task.IsOpen && request.SeenVersion is { } seen && seen != task.Version)
        {
            throw new RuleBrokenException("Tasks.Changed", task.Title);
        }

        var values = await CheckAsync(task, request, cancellation);
        var now = clock.GetUtcNow();
        task.Complete(request.Outcome ?? "Done", values.ToJsonString(StoredJson.Options), actor, now);
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.TaskCompleted", task.About(), task.Title));
        await bursts.ResumeAsync(task.ExecutionId, new Answer(task.Outcome, values), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<PlanTask> FindAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellation);
        if (task is null || (request.Guest is null && !actor.Sees(task.Region)) || (request.Guest is { } guest && guest.TaskId != task.Id))
        {
            throw new NothingThereException("task");
        }

        return request.Guest is not null || task.IsFor(actor) ? task : throw new RuleBrokenException("Tasks.NotYours", task.Title);
    }

    private async Task<JsonObject> CheckAsync(PlanTask task, CompleteTaskRequest request, CancellationToken cancellation)
    {
        if (!task.IsOpen)
        {
            return [];
        }

        var files = (await db.Set<StoredFile>().Where(f => f.TaskId == task.Id).Select(f => new { f.Field, f.Id }).ToListAsync(cancellation))
            .ToLookup(f => f.Field, f => f.Id.ToString());
        var (values, faults) = TaskForm.Read(task.Form, name => task.Form.Any(f => f.Name == name && f.Type == "file") ? [.. files[name]] : request.Typed(name));
        var all = faults.ToList();
        if (task.Evidence is { } evidence && !files.Contains(TaskFiles.Evidence))
        {
            all.Add(new FormFault(TaskFiles.Evidence, "Forms.EvidenceNeeded", evidence));
        }

        return all.Count == 0 ? values : throw new FormRefusedException(all);
    }
}

/// <summary>What a person posted for a task.</summary>
/// <param name="Outcome">The button; absent where there is only one.</param>
/// <param name="Typed">What came in, by field name; files are not asked for here, what is attached to the task counts.</param>
/// <param name="SeenVersion">The version the page showed; absent for callers that did not look.</param>
/// <param name="Guest">The link through which a person without an account came.</param>
public sealed record CompleteTaskRequest(Guid TaskId, string? Outcome, Func<string, IReadOnlyList<string>> Typed, int? SeenVersion = null, GuestLink? Guest = null);
