using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Paper;

/// <summary>A firm types the code of its letter on paper: its answer page opens by a link of its own.</summary>
public sealed class OpenByCode(WorkflowsDbContext db, TimeProvider clock)
{
    /// <returns>The secret of a link to the answer page.</returns>
    /// <exception cref="RuleBrokenException">It opens nothing.</exception>
    public async Task<string> RunAsync(string? typed, CancellationToken cancellation)
    {
        var hash = ShortCode.HashOf(typed) ?? throw new RuleBrokenException("Paper.NoSuchCode");
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var invitation = await db.Set<ShortCode>().Where(c => c.CodeHash == hash && c.Use == ShortCodeUse.Answer)
            .Join(db.Set<Invitation>(), c => c.InvitationId, i => i.Id, (_, i) => i).AsNoTracking().SingleOrDefaultAsync(cancellation)
            ?? throw new RuleBrokenException("Paper.NoSuchCode");
        var token = SecretToken.New();
        db.Add(new OutreachLink(SecretToken.Hash(token), invitation.ContactId, invitation.Address, invitation.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return token;
    }
}
