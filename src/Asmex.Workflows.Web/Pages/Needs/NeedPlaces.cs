using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Needs;

/// <summary>What may answer a need: the plans, actions and open tasks of its region, and what was chosen already.</summary>
public sealed class NeedPlaces(WorkflowsDbContext db, ActionTypes types)
{
    private const int MostTasks = 60;

    public async Task<IReadOnlyList<NeedPlaceOffer>> OfferedAsync(Need need, Words words, CancellationToken cancellation)
    {
        var (region, chosen, first) = (need.Region, need.PlaceId, need.PlaceId ?? Guid.Empty);
        var offers = new List<NeedPlaceOffer>();
        foreach (var plan in await db.Set<Plan>().AsNoTracking().Where(p => p.Region == region && (p.Status == PlanStatus.Running || p.Id == chosen)).OrderBy(p => p.Year).ToListAsync(cancellation))
        {
            offers.Add(new NeedPlaceOffer(NeedPlace.Plan, plan.Id, words["NeedPages.PlanOf", plan.Year], $"plans/{plan.Id}"));
        }

        foreach (var action in await db.Set<PlanAction>().AsNoTracking().Where(a => a.Region == region && (a.Status == PlanStatus.Running || a.Id == chosen)).OrderBy(a => a.StartsOn).ToListAsync(cancellation))
        {
            offers.Add(new NeedPlaceOffer(NeedPlace.Action, action.Id, words[await types.NameAsync(action, cancellation)], $"actions/{action.Id}"));
        }

        foreach (var task in await db.Set<PlanTask>().AsNoTracking().Where(t => t.Region == region && (t.Status == PlanTaskStatus.Open || t.Id == chosen)).OrderByDescending(t => t.Id == first).ThenBy(t => t.DueOn).Take(MostTasks).ToListAsync(cancellation))
        {
            offers.Add(new NeedPlaceOffer(NeedPlace.Task, task.Id, words[task.Title], $"tasks/{task.Id}"));
        }

        return offers;
    }
}

public sealed record NeedPlaceOffer(NeedPlace Kind, Guid Id, string Name, string Address)
{
    /// <summary>As a form carries it.</summary>
    public string Value => $"{Kind}:{Id}";

    /// <summary>What a form carried; nothing when none was chosen.</summary>
    public static (NeedPlace Kind, Guid Id)? Of(string? value) =>
        value?.Split(':') is [var kind, var id] && Chosen.Of<NeedPlace>(kind) is { } place && Guid.TryParse(id, out var known) ? (place, known) : null;
}
