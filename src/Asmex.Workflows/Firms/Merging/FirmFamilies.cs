using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>A file that was merged into another stays, and leads to it.</summary>
public static class FirmFamilies
{
    /// <summary>The file that now stands for this one: itself, or the one it was merged into.</summary>
    public static async Task<Guid> KeptOfAsync(this WorkflowsDbContext db, Guid firmId, CancellationToken cancellation) => (await db.KeptOfAsync([firmId], cancellation))[firmId];

    /// <summary>The same of several.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> KeptOfAsync(this WorkflowsDbContext db, IReadOnlyCollection<Guid> firmIds, CancellationToken cancellation)
    {
        var kept = firmIds.Distinct().ToDictionary(id => id, id => id);
        while (true)
        {
            var asked = kept.Values.Distinct().ToList();
            var led = await db.Set<Firm>().IgnoreQueryFilters().Where(f => asked.Contains(f.Id) && f.MergedIntoId != null).Select(f => new { f.Id, Into = f.MergedIntoId!.Value })
                .ToDictionaryAsync(f => f.Id, f => f.Into, cancellation);
            if (led.Count == 0)
            {
                return kept;
            }

            foreach (var (id, at) in kept.ToList())
            {
                kept[id] = led.GetValueOrDefault(at, at);
            }
        }
    }

    /// <summary>These files and all that were merged into them: what happened with any of them happened with the firm.</summary>
    public static async Task<IReadOnlyList<Guid>> FamilyOfAsync(this WorkflowsDbContext db, IReadOnlyCollection<Guid> firmIds, CancellationToken cancellation)
    {
        var family = firmIds.ToHashSet();
        for (List<Guid> found = [.. family]; found.Count > 0;)
        {
            var into = found;
            found = await db.Set<Firm>().IgnoreQueryFilters().Where(f => f.MergedIntoId != null && into.Contains(f.MergedIntoId.Value)).Select(f => f.Id).ToListAsync(cancellation);
            found.RemoveAll(id => !family.Add(id));
        }

        return [.. family];
    }
}
