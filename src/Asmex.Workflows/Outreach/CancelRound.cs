using Asmex.Workflows.Activities;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Stops a round that the workflow no longer waits for: no letter of it goes out any more, and the firms that meant to come are told.</summary>
public sealed class CancelRound(WorkflowsDbContext db, LetterWriter writer, InvitationLetters letters) : IEffectHandler<BookmarkBurned>
{
    public async Task ApplyAsync(BookmarkBurned effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<InvitationRound>().Where(r => r.ExecutionId == effect.ExecutionId).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is not { } id)
        {
            return;
        }

        // Read once it is held: firms answer meanwhile.
        await db.HoldAsync<InvitationRound>(id, cancellation);
        if (await db.Set<InvitationRound>().SingleAsync(r => r.Id == id, cancellation) is { State: RoundState.Open } round)
        {
            await EndAsync(round, context.Now, cancellation);
        }
    }

    /// <summary>What firms were invited to does not take place.</summary>
    internal async Task EndAsync(InvitationRound round, DateTimeOffset now, CancellationToken cancellation)
    {
        round.Cancel(now);
        foreach (var invitation in await db.Set<Invitation>().Where(i => i.RoundId == round.Id).ToListAsync(cancellation))
        {
            if (invitation.Reply is Reply.Yes or Reply.Maybe)
            {
                letters.CancelEvent(round, invitation);
            }
            else if (invitation.State == InvitationState.Invited)
            {
                invitation.Cancel();
                await writer.CancelAsync(invitation.Id, "The step was cancelled.", cancellation);
            }
        }
    }
}
