using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Hands one task to someone without an account, by a personal link; whoever hands it over stays accountable. A new link revokes the one before.</summary>
public sealed class InviteGuest(WorkflowsDbContext db, Notices notices, TimeProvider clock)
{
    /// <summary>How long a link opens after the task's due date.</summary>
    private const int DaysAfterDue = 30;

    public async Task RunAsync(InviteGuestRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellation);
        if (task is null || !actor.Sees(task.Region))
        {
            throw new NothingThereException("task");
        }

        if (!task.IsFor(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        if (!task.IsOpen || task.Kind != TaskKind.Form)
        {
            throw new RuleBrokenException("Tasks.NotOpen", task.Title);
        }

        var now = clock.GetUtcNow();
        foreach (var old in await db.Set<GuestLink>().Where(l => l.TaskId == task.Id && l.RevokedAt == null).ToListAsync(cancellation))
        {
            old.Revoke(now);
        }

        var token = SecretToken.New();
        var latest = Zone.DateOf(now) > task.DueOn ? Zone.DateOf(now) : task.DueOn;
        var link = new GuestLink(task.Id, request.Name, request.Email, request.Language, SecretToken.Hash(token), now, Zone.StartOf(latest.AddDays(DaysAfterDue)));
        db.Add(link);
        await notices.GuestInvitedAsync(task, link, token, actor, cancellation);
        db.Add(HistoryEntry.Of(task.By(actor), now, "History.GuestInvited", task.About(), task.Title, link.Name));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>Who gets the link, and in which language.</summary>
public sealed record InviteGuestRequest(Guid TaskId, string Name, string Email, string Language);
