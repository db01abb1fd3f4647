using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Carries a prepared year end out as a whole, or discards it; never by the person who prepared it.</summary>
public sealed class ReviewYearEnd(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Reviewed already, own preparation, an envelope changed since, or nowhere to carry over to.</exception>
    public Task RunAsync(Guid id, bool apply, string? remarks, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<YearEnd>(id, cancellation);
        var batch = await db.Set<YearEnd>().SingleOrDefaultAsync(y => y.Id == id, cancellation);
        if (batch is null || !actor.Sees(batch.Region) || !MayReview(actor, batch.Region))
        {
            throw new NothingThereException("year end");
        }

        batch.Review(apply ? YearEndStatus.Applied : YearEndStatus.Discarded, remarks, actor, clock.GetUtcNow());
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), apply ? "History.YearEndApplied" : "History.YearEndDiscarded", new Subject(batch.Region), [batch.Year, .. apply ? Array.Empty<object>() : [batch.Remarks!]]));
        if (apply)
        {
            await ApplyAsync(batch, actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });

    public static bool MayReview(Actor actor, string region) => actor.MayManageBudget(region) || actor.Is(Roles.Direction, region) || actor.Is(Roles.Board, region);

    private async Task ApplyAsync(YearEnd batch, Actor actor, CancellationToken cancellation)
    {
        var next = await db.Set<Envelope>().AsNoTracking().Where(e => e.ActionId == null && e.Region == batch.Region)
            .Join(db.Set<Plan>().Where(p => p.Year == batch.Year + 1 && p.Status != PlanStatus.Abandoned), e => e.PlanId, p => p.Id, (e, p) => e).FirstOrDefaultAsync(cancellation);
        var reason = $"{batch.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)} → {batch.ReviewedBy}";
        foreach (var line in batch.Lines.OrderBy(l => l.EnvelopeId))
        {
            await CheckAsync(line, cancellation);
            if (line.Choice == YearEndChoice.Release)
            {
                await ReleaseAsync(line, actor, reason, cancellation);
            }
            else if (line.Left > 0)
            {
                await ledger.TransferAsync(line.EnvelopeId, (next ?? throw new RuleBrokenException("Budgets.YearEndNoNext", batch.Year + 1)).Id, line.Left, actor, reason, cancellation);
            }
        }
    }

    private async Task CheckAsync(YearEndLine line, CancellationToken cancellation)
    {
        var now = await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == line.EnvelopeId, cancellation);
        if (now.Left != line.Left || now.Committed != line.Committed || now.Reserved != line.Reserved)
        {
            throw new RuleBrokenException("Budgets.YearEndChanged", line.Code, now.Left, line.Left);
        }
    }

    private async Task ReleaseAsync(YearEndLine line, Actor actor, string reason, CancellationToken cancellation)
    {
        foreach (var commitment in await db.Set<Commitment>().AsNoTracking().Where(c => c.EnvelopeId == line.EnvelopeId && c.Left > 0).ToListAsync(cancellation))
        {
            await ledger.ReleaseAsync(line.EnvelopeId, new Draw(commitment.Id, commitment.Line, commitment.Left, Reason: reason), actor, cancellation);
        }

        if (line.Left + line.Committed > 0)
        {
            await ledger.AllotAsync(line.EnvelopeId, -(line.Left + line.Committed), actor, reason, cancellation);
        }
    }
}
