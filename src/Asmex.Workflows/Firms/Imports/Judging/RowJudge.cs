using System.Globalization;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Matching;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>Decides row by row, in the order of the file, which firms are known and which are not.</summary>
/// <param name="regions">The regions whose firms the person keeps; absent for all.</param>
internal sealed class RowJudge(string? regions)
{
    private readonly KnownFirms _ofTheFile = new();

    /// <param name="registry">The firms of the registry that any row of the present batch may be.</param>
    public JudgedRow Judge(RowReading row, KnownFirms registry)
    {
        if (row.IsRejected || row.Draft is null)
        {
            return new JudgedRow(row);
        }

        var marks = FirmFacts.Marks(row);
        var facts = FirmFacts.Of(row).Select(f => (f.Field, Mark: FirmFacts.Mark(f.Field, f.Said))).ToArray();
        var (known, nearest, score) = Recognised(marks, registry);
        if (known.FirstOrDefault(k => !IsKept(k)) is { } elsewhere)
        {
            row.Find(Verdict.Reject, "Imports.FirmElsewhere", RegionCatalog.NameOf(elsewhere.Region).Fr);
            return new JudgedRow(row);
        }

        if (known.Count > 0)
        {
            Compare(row, facts, known, nearest is null ? null : score);
        }
        else if (nearest is not null && score >= FirmLikeness.Perhaps && IsKept(nearest))
        {
            row.Find(Verdict.Warn, "Imports.PerhapsSame", Where(nearest), nearest.Name, (score * 100).ToString("0", CultureInfo.InvariantCulture));
        }

        if (row.Verdict != Verdict.Duplicate)
        {
            _ofTheFile.Add(new KnownFirm(row.Row.Number, known.Count > 0 ? known[0].FirmId : null, row.Draft.Name, row.Draft.Region, marks, [.. facts.Select(f => f.Mark)]));
        }

        return new JudgedRow(row, known.Select(k => k.FirmId).FirstOrDefault(id => id is not null), known.Select(k => k.Row).Where(r => r > 0).DefaultIfEmpty().Min() is > 0 and var first ? first : null);
    }

    /// <summary>The versions of the firm that the row is, the registry's first; by its ICE, else by its likeness to the nearest one.</summary>
    private (IReadOnlyList<KnownFirm> Known, KnownFirm? Nearest, double Score) Recognised(FirmMarks marks, KnownFirms registry)
    {
        if (marks.Ice.Length > 0 && registry.OfCompany(marks.Ice).Concat(_ofTheFile.OfCompany(marks.Ice)).ToList() is { Count: > 0 } same)
        {
            return (same, null, 1);
        }

        var (best, score) = Nearest(marks, registry);
        return (score >= FirmLikeness.Same ? [best!] : [], best, score);
    }

    private (KnownFirm? Firm, double Score) Nearest(FirmMarks marks, KnownFirms registry)
    {
        var telling = _ofTheFile.WithoutShared(marks);
        return registry.Near(marks).Concat(_ofTheFile.Near(telling)).Select(k => (Firm: (KnownFirm?)k, Score: FirmLikeness.Of(telling, k.Marks))).DefaultIfEmpty().MaxBy(k => k.Score);
    }

    private static void Compare(RowReading row, (ImportField Field, int Mark)[] facts, IReadOnlyList<KnownFirm> known, double? score)
    {
        // What repeats an earlier row brings nothing back that a later one has changed.
        var nearest = known.MinBy(k => Different(facts, k).Count)!;
        var different = Different(facts, nearest);
        if (score is { } likeness)
        {
            // Without an ICE on one side nothing is sure enough to change a file, but the ICE itself is worth having.
            var brings = row.Draft!.Ice is not null && nearest.Marks.Ice.Length == 0;
            row.Find(brings ? Verdict.Update : Verdict.Duplicate, brings ? "Imports.BringsIce" : "Imports.SameByLikeness", Where(nearest), nearest.Name, $"{likeness * 100:0}");
            return;
        }

        if (different.Contains(ImportField.Region) && nearest.Row > 0 && !different.Contains(ImportField.City) && row.Draft!.City is not null)
        {
            row.Find(Verdict.New, "Imports.TwoRegions", Where(nearest), row.Draft.City);
            different.Remove(ImportField.Region);
        }

        if (different.Count == 0)
        {
            row.Find(Verdict.Duplicate, "Imports.SameData", Where(nearest), nearest.Name);
            return;
        }

        row.Find(Verdict.Update, "Imports.OtherData", Where(nearest), nearest.Name, string.Join(", ", different));
        if (different.Contains(ImportField.Name) && different.Contains(ImportField.City) && NameLikenesses.Of(NameKey.Of(row.Draft!.Name), nearest.Marks.Name) == NameLikeness.None)
        {
            row.Find(Verdict.Warn, "Imports.OtherName", nearest.Name);
        }
    }

    private static List<ImportField> Different((ImportField Field, int Mark)[] facts, KnownFirm known) =>
        [.. facts.Where(f => !known.Knows(f.Mark)).Select(f => f.Field)];

    // A firm of the registry belongs to those who keep its region: a row neither changes it nor tells of it.
    private bool IsKept(KnownFirm known) => known.FirmId is null || ImportRights.Keeps(regions, known.Region);

    private static string Where(KnownFirm known) => known.Row.ToString(CultureInfo.InvariantCulture);
}
