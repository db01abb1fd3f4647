using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Matching;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Firms that others brought into the registry since the file of an import was taken: its rows may have been judged before they were there.</summary>
internal sealed class Newcomers(IEnumerable<Firm> firms)
{
    private readonly ILookup<string, FirmMarks> _byName = firms.ToLookup(f => f.MatchKey, f => FirmFacts.Marks(f));

    /// <summary>Those with the name of one of these rows.</summary>
    public static async Task<Newcomers> FindAsync(WorkflowsDbContext db, FirmImport import, IReadOnlyList<RowReading> rows, CancellationToken cancellation)
    {
        var (importId, since) = (import.Id, import.TakenAt);
        var names = rows.Select(r => r.Draft).OfType<FirmDraft>().Select(d => NameKey.Of(d.Name)).Distinct().ToList();
        var firms = await db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).Where(f => f.AddedAt >= since && names.Contains(f.MatchKey)).ToListAsync(cancellation);
        if (firms.Count == 0)
        {
            return new Newcomers(firms);
        }

        var ids = firms.ConvertAll(f => f.Id);
        var own = await db.Set<ImportRow>().Where(r => r.ImportId == importId && r.Outcome == RowOutcome.Created && r.FirmId != null && ids.Contains(r.FirmId.Value))
            .Select(r => r.FirmId!.Value).ToListAsync(cancellation);
        return new Newcomers(firms.Where(f => !own.Contains(f.Id)));
    }

    /// <summary>True when one of them is the firm of this row, as surely as the dry run would have it.</summary>
    public bool Have(RowReading row)
    {
        var marks = FirmFacts.Marks(row);
        return _byName[marks.Name].Any(m => FirmLikeness.Of(marks, m) >= FirmLikeness.Same);
    }
}
