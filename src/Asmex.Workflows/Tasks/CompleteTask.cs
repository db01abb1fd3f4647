using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Files;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Completes a task with its form: the answer, the next steps of the workflow that waits for it and the letters that follow are one transaction.</summary>
public sealed class CompleteTask(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <exception cref="FormRefusedException">Fields with faults; nothing was written.</exception>
    /// <exception cref="RuleBrokenException">Done meanwhile by someone else, cancelled, changed, or not this person's.</exception>
    public Task RunAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation) =>
        db.OrSayWhoWasQuickerAsync(request.TaskId, () => CompleteAsync(request, actor, cancellation), cancellation);

    private async Task CompleteAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await FindAsync(request, actor, cancellation);
        if (task.Kind != TaskKind.Form)
        {
            throw new RuleBrokenException("Tasks.DoneOnItsOwnPage", task.Title);
        }

        if (task.IsOpen)
        {
            await db.MustBeAsSeenAsync(task, request.SeenVersion, cancellation);
        }

        var values = await CheckAsync(task, request, cancellation);
        var now = clock.GetUtcNow();
        if (task.IsOpen && await db.RecordFirstExportsAsync(task, values, actor, now, cancellation) is { Count: > 0 } faults)
        {
            throw new FormRefusedException(faults);
        }

        task.Complete(request.Outcome ?? "Done", values.ToJsonString(StoredJson.Options), actor, now);
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(task.By(actor, answers: true), now, "History.TaskCompleted", task.About(), task.Title));
        if (task.ExecutionId is { } waiting)
        {
            await bursts.ResumeAsync(waiting, new Answer(task.Outcome, values), actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<PlanTask> FindAsync(CompleteTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellation);
        if (task is null || (request.Guest is null && !actor.Sees(task.Region) && !task.IsFor(actor)) || (request.Guest is { } guest && guest.TaskId != task.Id))
        {
            throw new NothingThereException("task");
        }

        return request.Guest is not null || task.IsAnsweredBy(actor) ? task
            : throw new RuleBrokenException(task.IsFor(actor) ? "Tasks.ReturnFirst" : "Tasks.NotYours", task.Title);
    }

    private async Task<JsonObject> CheckAsync(PlanTask task, CompleteTaskRequest request, CancellationToken cancellation)
    {
        if (!task.IsOpen)
        {
            return [];
        }

        var files = (await db.Set<StoredFile>().Where(f => f.TaskId == task.Id).Select(f => new { f.Field, f.Id }).ToListAsync(cancellation))
            .ToLookup(f => f.Field, f => f.Id.ToString());
        var (values, faults) = TaskForm.Read(task.Form, name => task.Form.Any(f => f.Name == name && f.Type == "file") ? [.. files[name]] : request.Typed(name), Zone.Today(clock));
        var all = faults.Concat(await UnknownAsync(task, values, cancellation)).ToList();
        if (task.Evidence is { } evidence && !files.Contains(TaskFiles.Evidence))
        {
            all.Add(new FormFault(TaskFiles.Evidence, "Forms.EvidenceNeeded", evidence));
        }

        var checks = await db.Set<TaskCheck>().Where(c => c.TaskId == task.Id && c.Required && c.DoneAt == null).OrderBy(c => c.Number).ToListAsync(cancellation);
        all.AddRange(checks.Select(c => new FormFault(TaskFiles.Checklist, "Forms.CheckFirst", c.Label)));
        return all.Count == 0 ? values : throw new FormRefusedException(all);
    }

    // A page offers only what there is; what comes in may be anything.
    private async Task<List<FormFault>> UnknownAsync(PlanTask task, JsonObject values, CancellationToken cancellation)
    {
        var faults = new List<FormFault>();
        foreach (var field in task.Form.Where(f => f.Type is "firm" or "firms" or "need" && values[f.Name] is not null))
        {
            var asked = TaskForm.Typed(values, field.Name);
            var ids = asked.Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Distinct().ToList();
            var firms = field.Type == "need" ? [] : (await db.KeptOfAsync(ids, cancellation)).Values.Distinct().ToList();
            var known = field.Type == "need"
                ? await db.Set<Need>().CountAsync(n => ids.Contains(n.Id) && n.Region == task.Region, cancellation)
                : await db.Set<Firm>().CountAsync(f => firms.Contains(f.Id) && f.Region == task.Region, cancellation);
            if (known != (field.Type == "need" ? ids.Count : firms.Count))
            {
                faults.Add(new FormFault(field.Name, "Forms.NotInTheRegion", field.Label));
            }
        }

        return faults;
    }
}

/// <summary>What a person posted for a task.</summary>
/// <param name="Outcome">The button; absent where there is only one.</param>
/// <param name="Typed">What came in, by field name; files are not asked for here, what is attached to the task counts.</param>
/// <param name="SeenVersion">The version the page showed; absent for callers that did not look.</param>
/// <param name="Guest">The link through which a person without an account came.</param>
public sealed record CompleteTaskRequest(Guid TaskId, string? Outcome, Func<string, IReadOnlyList<string>> Typed, int? SeenVersion = null, GuestLink? Guest = null);
