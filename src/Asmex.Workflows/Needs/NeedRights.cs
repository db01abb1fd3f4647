using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>Who sees the needs of a region, who works on them, and who decides for the Centre.</summary>
public static class NeedRights
{
    private static readonly IReadOnlyList<string> _deciders = [Roles.Coordinator, Roles.Direction, Roles.Commission];

    public static bool MayDecideNeeds(this Actor actor, string region) => _deciders.Any(role => actor.Is(role, region));

    /// <summary>The needs this person may see; the list, the figures and the pages all begin here.</summary>
    public static IQueryable<Need> SeenBy(this IQueryable<Need> needs, Actor actor)
    {
        var regions = actor.Regions;
        return actor.SeesAllRegions ? needs : needs.Where(n => regions.Contains(n.Region));
    }

    /// <exception cref="NothingThereException">There is no such need, or not for this person.</exception>
    internal static async Task<Need> NeedAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation) =>
        await db.Set<Need>().SeenBy(actor).SingleOrDefaultAsync(n => n.Id == id, cancellation) ?? throw new NothingThereException("need");

    /// <summary>The same for somebody who keeps the firms of its region.</summary>
    internal static async Task<(Need Need, Firm Firm)> NeedToWriteAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation)
    {
        var need = await db.NeedAsync(id, actor, cancellation);
        return (need, await db.FirmToWriteAsync(need.FirmId, actor, cancellation));
    }

    internal static async Task SaveNeedAsync(this WorkflowsDbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleBrokenException("Needs.ChangedMeanwhile");
        }
    }
}
