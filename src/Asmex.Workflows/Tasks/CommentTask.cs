using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Says something about a task; who is called by name, or ticked, gets a letter.</summary>
public sealed class CommentTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    private const int Shown = 200;

    /// <exception cref="NothingThereException">There is no such task for this person, or the person only reads.</exception>
    /// <exception cref="RuleBrokenException">Nothing was said, too much, or somebody called does not work for the region.</exception>
    public async Task RunAsync(Guid taskId, string? text, IReadOnlyCollection<Guid> ticked, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskSeenAsync(taskId, actor, cancellation);
        if (!actor.WorksFor(task.Region) && !task.IsFor(actor))
        {
            throw new NothingThereException("task");
        }

        var around = await people.WorkingForAsync(task.Region, cancellation);
        if (ticked.Any(id => around.All(p => p.Id != id)))
        {
            throw new RuleBrokenException("Tasks.NotInTheRegion", task.Title);
        }

        var called = Mentions.In(text, around).Concat(around.Where(p => ticked.Contains(p.Id))).DistinctBy(p => p.Id).Where(p => p.Id != actor.PersonId).ToList();
        var comment = new TaskComment(task.Id, text, [.. called.Select(p => p.Id)], actor, clock.GetUtcNow());
        db.Add(comment);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskCommented", task.About(), task.Title));
        var said = comment.Text.Length > Shown ? comment.Text[..Shown] + "…" : comment.Text;
        await notices.TaskHandedAsync(task, called, TextCatalog.Shared.SayInAll("Comments.MentionWhy", actor.Name, said), $"task-mention:{comment.Id:N}", cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
