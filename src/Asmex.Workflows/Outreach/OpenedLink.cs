using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>What a personal link opens. Reading it changes nothing: scanners of mail follow links.</summary>
/// <param name="Taken">How many firms of the round come, or are offered a place.</param>
/// <param name="Position">The firm's turn on the waiting list.</param>
public sealed record OpenedLink(OutreachLink Link, Invitation? Invitation, InvitationRound? Round, int Taken = 0, int? Position = null);

/// <summary>Finds what a personal link opens.</summary>
public static class OpenedLinks
{
    public static async Task<OpenedLink?> OpenAsync(this WorkflowsDbContext db, string token, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(token);
        if (await db.Set<OutreachLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellation) is not { } link)
        {
            return null;
        }

        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == link.InvitationId, cancellation);
        if (invitation is null)
        {
            return new OpenedLink(link, null, null);
        }

        var round = await db.Set<InvitationRound>().AsNoTracking().SingleAsync(r => r.Id == invitation.RoundId, cancellation);
        var others = db.Set<Invitation>().Where(i => i.RoundId == round.Id);
        var taken = await others.CountAsync(i => i.Place == PlaceState.Held || i.Place == PlaceState.Offered || (i.Place == null && i.Reply == Reply.Yes), cancellation);
        int? position = invitation.Place == PlaceState.Waiting ? await others.CountAsync(i => i.Place == PlaceState.Waiting && i.Turn <= invitation.Turn, cancellation) : null;
        return new OpenedLink(link, invitation, round, taken, position);
    }
}
