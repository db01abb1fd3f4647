using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>What a personal link opens. Reading it changes nothing: scanners of mail follow links.</summary>
/// <param name="Yes">How many firms of the round have said yes.</param>
public sealed record OpenedLink(OutreachLink Link, Invitation? Invitation, InvitationRound? Round, int Yes);

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
        var round = invitation is null ? null : await db.Set<InvitationRound>().AsNoTracking().SingleAsync(r => r.Id == invitation.RoundId, cancellation);
        var yes = round is null ? 0 : await db.Set<Invitation>().CountAsync(i => i.RoundId == round.Id && i.Reply == Reply.Yes, cancellation);
        return new OpenedLink(link, invitation, round, yes);
    }
}
