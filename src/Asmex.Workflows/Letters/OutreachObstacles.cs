using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>What has come between the writing of an outreach letter and its sending.</summary>
public sealed class OutreachObstacles(WorkflowsDbContext db)
{
    /// <returns>Why it must not go; null when it may.</returns>
    public async Task<string?> FindAsync(Letter letter, CancellationToken cancellation)
    {
        var hash = Emails.HashOf(letter.Address);
        if (await db.Set<Suppression>().AsNoTracking().SingleOrDefaultAsync(s => s.AddressHash == hash, cancellation) is { } suppression)
        {
            return $"The address is suppressed ({suppression.Reason}).";
        }

        if (letter.InvitationId is not { } id)
        {
            return null;
        }

        var state = await db.Set<Invitation>().Where(i => i.Id == id).Select(i => i.State).SingleAsync(cancellation);
        return state == InvitationState.Invited ? null : $"The invitation is no longer open ({state}).";
    }
}
