using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>Somebody finds that two files are of one firm.</summary>
internal static class Merged
{
    /// <param name="other">The name of the file that leads to the one kept from then on.</param>
    public static async Task MergeAsync(this TestDatabase database, string other, string into)
    {
        await using var scope = database.Scope();
        var (kept, led) = (await FirmAsync(into), await FirmAsync(other));
        var pair = new FirmPair(kept.Id, led.Id, new PairLikeness(90, [PairSign.SamePhone]), database.Clock.GetUtcNow());
        scope.Db.Add(pair);
        await scope.Db.SaveChangesAsync();
        var (first, second) = pair.FirstId == kept.Id ? (kept, led) : (led, kept);
        await database.RunAsync<MergeFirms>(verb => verb.RunAsync(new MergeRequest(pair.Id, first == kept, [], first.Version, second.Version), Given.Delegate, default));

        Task<Firm> FirmAsync(string name) => scope.Db.Set<Firm>().AsNoTracking().SingleAsync(f => f.Name == name);
    }
}
