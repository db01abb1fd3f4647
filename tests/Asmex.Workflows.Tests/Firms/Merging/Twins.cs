using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Merging;

/// <summary>Two files of one firm, as two people opened them, and the pair that was found.</summary>
internal sealed class Twins
{
    public static FirmDraft FullDraft { get; } = Given.Draft with { Staff = 12, Website = "argan-tiznit.example" };

    public static FirmDraft ThinDraft { get; } = Given.Draft with
    {
        Name = "Coop. Argane Tiznit",
        ArabicName = null,
        Ice = null,
        Staff = 25,
        Phone = "05 28 86 99 99",
        OtherPhones = "05 28 86 12 34",
        Products = "Huile d'argan",
        City = "Tiznit",
    };

    public required Firm Full { get; init; }
    public required Firm Thin { get; init; }
    public required FirmPair Pair { get; init; }

    /// <param name="thinActor">Who opened the second file, elsewhere than in Souss-Massa.</param>
    public static async Task<Twins> AreAsync(TestDatabase database, ContactDraft? full = null, ContactDraft? thin = null, FirmDraft? thinDraft = null, Actor? thinActor = null)
    {
        var one = await Given.FirmAsync(database, FullDraft, full);
        var other = await Given.FirmAsync(database, thinDraft ?? ThinDraft, thin, thinActor);
        await database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default));
        await using var scope = database.Scope();
        return new Twins { Full = one, Thin = other, Pair = await scope.Db.Set<FirmPair>().AsNoTracking().SingleAsync() };
    }

    /// <summary>The full file stays.</summary>
    public Task<FirmMerge> MergeAsync(TestDatabase database, Actor? actor = null, params IReadOnlyList<MergeField> fromThin) => database.RunAsync<MergeFirms, FirmMerge>(verb => verb.RunAsync(Request(fromThin), actor ?? Given.Delegate, default));

    public MergeRequest Request(IReadOnlyCollection<MergeField> fromThin, bool keepsFull = true)
    {
        var isFirst = Pair.FirstId == Full.Id;
        return new MergeRequest(Pair.Id, isFirst == keepsFull, fromThin, isFirst ? Full.Version : Thin.Version, isFirst ? Thin.Version : Full.Version);
    }

    public async Task<(Firm Full, Firm Thin)> FilesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var files = await scope.Db.Set<Firm>().IgnoreQueryFilters().AsNoTracking().Include(f => f.Contacts).Include(f => f.ExportChanges).ToDictionaryAsync(f => f.Id);
        return (files[Full.Id], files[Thin.Id]);
    }
}
