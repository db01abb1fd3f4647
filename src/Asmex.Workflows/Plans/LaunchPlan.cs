using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Opens a region's plan for a year: its workflow starts with the delegate's preparation.</summary>
public sealed class LaunchPlan(WorkflowsDbContext db, Bursts bursts, ActionTypes types, TimeProvider clock)
{
    /// <summary>The definition every plan runs on.</summary>
    public const string DefinitionId = "regional-plan";

    /// <exception cref="RuleBrokenException">The region has a plan for that year, the year is over, or the definition of plans has a fault.</exception>
    public async Task<Guid> RunAsync(string region, int year, Actor actor, CancellationToken cancellation)
    {
        if (RegionCatalog.Find(region) is not { } place || !actor.Sees(region) || !(actor.Is(Roles.Coordinator, region) || actor.Is(Roles.Delegate, region)))
        {
            throw new NothingThereException("region");
        }

        types.MustHoldPlans();
        var now = clock.GetUtcNow();
        if (year < Zone.DateOf(now).Year || year > Zone.DateOf(now).Year + 2)
        {
            throw new RuleBrokenException("Plans.YearOutOfRange", year.ToString(CultureInfo.InvariantCulture));
        }

        try
        {
            return await db.UntilCommittedAsync(() => OpenAsync(region, year, now, actor, cancellation));
        }
        catch (DbUpdateException) when (db.Set<Plan>().AsNoTracking().Any(p => p.Region == region && p.Year == year && p.Status != PlanStatus.Abandoned))
        {
            throw new RuleBrokenException("Plans.AlreadyOne", place.Name, year.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task<Guid> OpenAsync(string region, int year, DateTimeOffset now, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var plan = new Plan(region, year, Guid.CreateVersion7(now).ToString("N"), now);
        db.Add(plan);
        db.Add(HistoryEntry.Of(actor, now, "History.PlanLaunched", new Subject(region, plan.Id, InstanceId: plan.InstanceId), year));
        var input = new JsonObject
        {
            ["planId"] = plan.Id.ToString(),
            ["region"] = region,
            ["year"] = year,
            ["midYear"] = Zone.At(new DateOnly(year, 7, 1), new TimeOnly(8, 0)).ToString("O", CultureInfo.InvariantCulture),
        };
        await bursts.StartAsync(new StartWorkflow(DefinitionId, plan.InstanceId, input, $"{region}/{year}", PlanId: plan.Id, Region: region), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return plan.Id;
    }
}
