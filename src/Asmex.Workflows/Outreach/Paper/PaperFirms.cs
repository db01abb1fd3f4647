using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Paper;

/// <summary>Which firms of a round can only be called or written to on paper.</summary>
public static class PaperFirms
{
    private static readonly LeftOutReason[] _reasons = [LeftOutReason.NoAddress, LeftOutReason.NoContact];

    public static IQueryable<Firm> FirmsWithoutAddress(this WorkflowsDbContext db, Guid roundId) =>
        db.Set<Firm>().AsNoTracking().Where(f => db.Set<LeftOut>().Any(l => l.RoundId == roundId && l.FirmId == f.Id && _reasons.Contains(l.Reason)));
}
