using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>Says what a need is about and what answers it: a plan, an action or a task of its region.</summary>
public sealed class TriageNeed(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">What should answer it is not one of its region's.</exception>
    public async Task RunAsync(Guid needId, NeedTriage triage, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var (need, firm) = await db.NeedToWriteAsync(needId, actor, cancellation);
        if (!await IsOfRegionAsync(triage, need.Region, cancellation))
        {
            throw new RuleBrokenException("Needs.PlaceElsewhere");
        }

        need.Triage(triage);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.NeedTriaged", About(need, triage), firm.Name, need.Text));
        await db.SaveNeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static Subject About(Need need, NeedTriage triage) => new(
        need.Region, triage.Place == NeedPlace.Plan ? triage.PlaceId : null, triage.Place == NeedPlace.Action ? triage.PlaceId : null, triage.Place == NeedPlace.Task ? triage.PlaceId : null, need.FirmId);

    private async Task<bool> IsOfRegionAsync(NeedTriage triage, string region, CancellationToken cancellation) => triage.Place switch
    {
        NeedPlace.Plan => await db.Set<Plan>().AnyAsync(p => p.Id == triage.PlaceId && p.Region == region, cancellation),
        NeedPlace.Action => await db.Set<PlanAction>().AnyAsync(a => a.Id == triage.PlaceId && a.Region == region, cancellation),
        NeedPlace.Task => await db.Set<PlanTask>().AnyAsync(t => t.Id == triage.PlaceId && t.Region == region, cancellation),
        _ => true,
    };
}
