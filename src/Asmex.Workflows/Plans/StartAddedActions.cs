using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Plans;

/// <summary>Starts the actions that were added to a running plan, each on the first working day from the day that was meant; the others are started by the plan's own workflow.</summary>
public sealed class StartAddedActions(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many were started.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => DueAsync(services, cancellation), (services, id) => StartAsync(services, id, cancellation));

    private async Task<List<Guid>> DueAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        return await services.GetRequiredService<WorkflowsDbContext>().Set<PlanAction>()
            .Where(a => a.AddedAt != null && a.Status == PlanStatus.Draft && a.StartsOn <= today).OrderBy(a => a.StartsOn).ThenBy(a => a.Id).Select(a => a.Id).ToListAsync(cancellation);
    }

    private async Task<int> StartAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var working = await services.GetRequiredService<Asmex.Workflows.Calendars.Calendar>().CurrentAsync(cancellation);
        var action = await db.Set<PlanAction>().SingleAsync(a => a.Id == id, cancellation);
        if (working.DueOn(new DateRule(action.StartsOn, 0, action.Region)) > Zone.DateOf(now))
        {
            return 0;
        }

        // Whoever turns the row starts it; another node finds it turned.
        var instance = Guid.CreateVersion7(now).ToString("N");
        var taken = await db.Set<PlanAction>().Where(a => a.Id == id && a.Status == PlanStatus.Draft && a.InstanceId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, PlanStatus.Running).SetProperty(a => a.InstanceId, instance), cancellation);
        if (taken == 0)
        {
            return 0;
        }

        var title = await services.GetRequiredService<ActionTypes>().NameAsync(action, cancellation);
        db.Add(HistoryEntry.Of(Actor.House, now, "History.ActionStarted", new Subject(action.Region, action.PlanId, id, InstanceId: instance), action.Edition));
        await services.GetRequiredService<Bursts>().StartAsync(new StartWorkflow(action.Type, instance, Input(action, title), id.ToString(), PlanId: action.PlanId, ActionId: id, Region: action.Region), Actor.House, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return 1;
    }

    // The same values as the plan's workflow gives its own.
    private static JsonObject Input(PlanAction action, Wording title) => new()
    {
        ["actionId"] = action.Id.ToString(),
        ["planId"] = action.PlanId.ToString(),
        ["region"] = action.Region,
        ["title"] = new JsonObject { ["fr"] = title.Fr, ["ar"] = title.Ar, ["en"] = title.En },
        ["fixedDate"] = action.FixedDate?.ToString("O", CultureInfo.InvariantCulture),
    };
}
