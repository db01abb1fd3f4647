using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Keeps what a person looks at under a name; the same name again replaces it.</summary>
public sealed class SaveList(WorkflowsDbContext db)
{
    private const int MostKept = 20;

    /// <exception cref="RuleBrokenException">It has no name, or there are too many.</exception>
    public async Task RunAsync(string? name, InboxQuery query, Actor actor, CancellationToken cancellation)
    {
        var me = actor.PersonId ?? throw new NothingThereException("list");
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var list = new SavedList(me, name, query.ToString());
        var kept = await db.Set<SavedList>().Where(l => l.PersonId == me).ToListAsync(cancellation);
        if (kept.Find(l => l.Name == list.Name) is { } same)
        {
            same.Show(list.Query);
        }
        else if (kept.Count >= MostKept)
        {
            throw new RuleBrokenException("Inbox.SavedTooMany", MostKept);
        }
        else
        {
            db.Add(list);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
