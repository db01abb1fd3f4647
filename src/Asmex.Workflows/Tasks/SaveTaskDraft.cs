using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Keeps what is typed so far, faults and all.</summary>
public sealed class SaveTaskDraft(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid taskId, Func<string, IReadOnlyList<string>> typed, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        if (task is null || (guest is null ? !actor.Sees(task.Region) : guest.TaskId != task.Id))
        {
            throw new NothingThereException("task");
        }

        if (guest is null && !task.IsFor(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        var draft = new JsonObject();
        foreach (var field in task.Form)
        {
            draft[field.Name] = typed(field.Name) is { Count: > 0 } values ? new JsonArray([.. values.Select(v => JsonValue.Create(v))]) : null;
        }

        task.SaveDraft(draft.ToJsonString(StoredJson.Options), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
