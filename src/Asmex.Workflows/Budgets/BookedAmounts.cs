using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>What an invoice or a partner stands at after all movements about it.</summary>
public static class BookedAmounts
{
    /// <summary>An invoice with its corrections.</summary>
    public static async Task<decimal> BookedAsync(this WorkflowsDbContext db, Movement spent, CancellationToken cancellation) =>
        spent.Amount + (await db.Set<Movement>().Where(m => m.CorrectsId == spent.Id).Select(m => m.Amount).ToListAsync(cancellation)).Sum();

    /// <summary>What a partner promised and paid on an envelope.</summary>
    public static async Task<Balance> PartnerAsync(this WorkflowsDbContext db, Guid envelopeId, string partner, CancellationToken cancellation) =>
        Balance.Of(await db.Set<Movement>().AsNoTracking().Where(m => m.EnvelopeId == envelopeId && m.Partner == partner).ToListAsync(cancellation));
}
