using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Proposes what becomes of the envelopes of a region's year; nothing moves before the review.</summary>
public sealed class PrepareYearEnd(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="released">The envelopes whose money is given back; that of the others is carried over.</param>
    /// <exception cref="RuleBrokenException">The year still runs, nothing is left, a request is not decided, one is being reviewed, or not of this person.</exception>
    public async Task<Guid> RunAsync(int year, string region, IReadOnlySet<Guid> released, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (!actor.Sees(region))
        {
            throw new NothingThereException("region");
        }

        actor.MustManageBudget(region);
        if (await db.Set<YearEnd>().AnyAsync(y => y.Region == region && y.Year == year && y.Status == YearEndStatus.Prepared, cancellation))
        {
            throw new RuleBrokenException("Budgets.YearEndOpen", year);
        }

        var open = await OpenAsync(db, year, region, cancellation);
        var batch = new YearEnd(year, region, [.. open.Select(e => new YearEndLine(e.Id, e.Code, e.Left, e.Committed, released.Contains(e.Id) ? YearEndChoice.Release : YearEndChoice.CarryOver) { Reserved = e.Reserved })], actor, clock.GetUtcNow());
        db.Add(batch);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.YearEndPrepared", new Subject(region), year));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else prepared it a moment before.
            throw new RuleBrokenException("Budgets.YearEndOpen", year);
        }

        await transaction.CommitAsync(cancellation);
        return batch.Id;
    }

    /// <summary>The envelopes of the year on which something is free, reserved or committed. What an abandoned plan had is no money of the year's budget any more.</summary>
    public static Task<List<Envelope>> OpenAsync(WorkflowsDbContext db, int year, string region, CancellationToken cancellation) =>
        db.Set<Envelope>().AsNoTracking().Where(e => e.Region == region && (e.Left > 0 || e.Committed > 0 || e.Reserved > 0))
            .Join(db.Set<Plan>().Where(p => p.Year == year && p.Status != PlanStatus.Abandoned), e => e.PlanId, p => p.Id, (e, p) => e).OrderBy(e => e.Code).ToListAsync(cancellation);
}
