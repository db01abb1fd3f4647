using Asmex.Workflows.Budgets;
using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Web.Pages.Budgets;

/// <summary>The money of a year, of a region or of all that a person sees.</summary>
/// <param name="Rows">Sums by region, line and month.</param>
/// <param name="Envelopes">Those of the region; empty for the country.</param>
public sealed record BudgetSheet(int Year, string? Region, IReadOnlyList<BudgetRow> Rows, IReadOnlyList<Envelope> Envelopes, IReadOnlyList<PlannedAction> Actions)
{
    public Balance Total => Sum(Rows);

    public IEnumerable<(string Region, Balance Sum)> ByRegion => Rows.GroupBy(r => r.Region).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, Sum(g)));

    /// <summary>What was asked for without naming a line stands under an empty one.</summary>
    public IEnumerable<(string Line, Balance Sum)> ByLine =>
        Rows.GroupBy(r => r.Line).Select(g => (g.Key, Sum: Sum(g))).Where(l => l.Key.Length > 0 || l.Sum is not { Reserved: 0, Committed: 0, Spent: 0 }).OrderByDescending(l => l.Sum.Spent + l.Sum.Committed + l.Sum.Reserved);

    /// <summary>The months of the year; what was booked earlier stands in the first, later in the last.</summary>
    public IReadOnlyList<BudgetMonth> Months
    {
        get
        {
            var moved = Rows.ToLookup(r => Math.Clamp(r.Month, (Year * 100) + 1, (Year * 100) + 12) % 100);
            decimal planned = 0, spent = 0;
            return [.. Enumerable.Range(1, 12).Select(month => new BudgetMonth(
                month, Sum(moved[month]), planned += Actions.Sum(a => a.In(Year, month)), spent += Sum(moved[month]).Spent))];
        }
    }

    private static Balance Sum(IEnumerable<BudgetRow> rows) => rows.Aggregate(Balance.None, (sum, r) => sum + r.Sum);
}

/// <summary>What moved on one line of a region in one month.</summary>
public sealed record BudgetRow(string Region, string Line, int Month, Balance Sum);

/// <param name="Planned">What was to be spent by its end, from the beginning of the year.</param>
/// <param name="Spent">What has been.</param>
public sealed record BudgetMonth(int Month, Balance Sum, decimal Planned, decimal Spent);

/// <summary>An action's budget, expected evenly from the month it starts in to that of its day, or to the end of the year.</summary>
public sealed record PlannedAction(decimal Budget, DateOnly StartsOn, DateOnly? FixedDate)
{
    public decimal In(int year, int month)
    {
        var (first, last) = (Index(StartsOn), Math.Max(Index(StartsOn), Index(FixedDate ?? new DateOnly(year, 12, 31))));
        var here = (year * 12) + month;

        // What lies outside the year counts at its edges.
        var months = Enumerable.Range(first, last - first + 1).Count(m => Math.Clamp(m, (year * 12) + 1, (year * 12) + 12) == here);
        return Budget * months / (last - first + 1);
    }

    private static int Index(DateOnly day) => (day.Year * 12) + day.Month;
}
