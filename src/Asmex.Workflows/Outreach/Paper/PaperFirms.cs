using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Paper;

/// <summary>Which firms of a round can only be called or written to on paper.</summary>
public static class PaperFirms
{
    private static readonly LeftOutReason[] _reasons = [LeftOutReason.NoAddress, LeftOutReason.NoContact];

    /// <remarks>A firm with one file that was left out and one that was invited by mail, which were merged since, is invited. One that said no is left alone: by
    /// one of its contacts, or where none is known by a letter on paper.</remarks>
    public static IQueryable<Firm> FirmsWithoutAddress(this WorkflowsDbContext db, Guid roundId) =>
        db.Set<Firm>().AsNoTracking().Where(f => db.Set<LeftOut>().Any(l => l.RoundId == roundId && l.FirmId == f.Id && _reasons.Contains(l.Reason))
            && !db.Set<Invitation>().Any(i => i.RoundId == roundId && i.FirmId == f.Id && i.Address != "" && !i.IsDouble)
            && !db.Set<Contact>().Any(c => c.FirmId == f.Id && c.OptedOutAt != null)
            && !db.Set<Invitation>().Any(i => i.FirmId == f.Id && i.ContactId == Guid.Empty && i.State == InvitationState.OptedOut));
}
