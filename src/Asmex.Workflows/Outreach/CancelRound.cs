using Asmex.Workflows.Activities;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Stops a round that the workflow no longer waits for: no letter of it goes out any more.</summary>
public sealed class CancelRound(WorkflowsDbContext db, LetterWriter letters) : IEffectHandler<BookmarkBurned>
{
    public async Task ApplyAsync(BookmarkBurned effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<InvitationRound>().SingleOrDefaultAsync(r => r.ExecutionId == effect.ExecutionId, cancellation) is not { State: RoundState.Open } round)
        {
            return;
        }

        round.Cancel(context.Now);
        foreach (var invitation in await db.Set<Invitation>().Where(i => i.RoundId == round.Id && i.State == InvitationState.Invited).ToListAsync(cancellation))
        {
            invitation.Cancel();
            await letters.CancelAsync(invitation.Id, "The step was cancelled.", cancellation);
        }
    }
}
