using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Search;

/// <summary>Finds firms by what people type: parts of names in either script, a place, an ICE, a phone; what nothing fits is forgiven a slip a word.</summary>
public static class FirmSearch
{
    /// <summary>More than this many found by words are not counted: nobody reads them.</summary>
    public const int MostCounted = 1_000;

    /// <returns>Firms that this person sees.</returns>
    public static Task<IQueryable<Firm>> FirmsLikeAsync(this WorkflowsDbContext db, FirmFilter filter, Actor actor, CancellationToken cancellation) =>
        db.FirmsLikeAsync(filter, firms => firms.SeenBy(actor), cancellation);

    /// <param name="within">Narrows the firms further, before it is said that nothing fits.</param>
    public static async Task<IQueryable<Firm>> FirmsLikeAsync(this WorkflowsDbContext db, FirmFilter filter, Func<IQueryable<Firm>, IQueryable<Firm>> within, CancellationToken cancellation)
    {
        var query = new FirmQuery(filter.Text);
        if (query.IsEmpty)
        {
            return within(db.Set<Firm>()).Chosen(filter);
        }

        var near = within(await db.FirmsWithAsync(query.Near, cancellation)).Chosen(filter);
        return await near.AnyAsync(cancellation) ? near : within(await db.FirmsWithAsync(query.Wide, cancellation)).Chosen(filter);
    }

    // Few are found once and then known by their ids: the list asks for them several times.
    private static async Task<IQueryable<Firm>> FirmsWithAsync(this WorkflowsDbContext db, IReadOnlyList<IReadOnlyList<SearchToken>> words, CancellationToken cancellation) =>
        await db.FewFirmsWithAsync(words, cancellation) is { } few ? db.Set<Firm>().Where(f => few.Contains(f.Id)) : db.FirmsWith(words);

    private static IQueryable<Firm> Chosen(this IQueryable<Firm> firms, FirmFilter filter)
    {
        firms = filter.Region is { } region ? firms.Where(f => f.Region == region) : firms;
        firms = filter.Sector is { } sector ? firms.Where(f => f.Sector == sector) : firms;
        firms = filter.Status is { } status ? firms.Where(f => f.ExportStatus == status) : firms;
        return filter.Kind switch
        {
            FirmKind.Cooperative => firms.Where(f => f.LegalForm == LegalForm.Cooperative),
            FirmKind.Women => firms.Where(f => f.WomenLed),
            _ => firms,
        };
    }
}
