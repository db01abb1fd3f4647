using System.Globalization;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>What becomes of a region's money at the end of a year: prepared by one person, reviewed and carried out by another.</summary>
public sealed class YearEnd
{
    private YearEnd()
    {
    }

    public YearEnd(int year, string region, IReadOnlyList<YearEndLine> lines, Actor by, DateTimeOffset at)
    {
        if (year >= Zone.DateOf(at).Year)
        {
            throw new RuleBrokenException("Budgets.YearRunning", new Wording(year.ToString(CultureInfo.InvariantCulture)));
        }

        if (lines.Count == 0)
        {
            throw new RuleBrokenException("Budgets.YearEndNothing", year);
        }

        if (lines.FirstOrDefault(l => l.Reserved > 0) is { } pending)
        {
            throw new RuleBrokenException("Budgets.YearEndPending", pending.Code, pending.Reserved);
        }

        (Year, Region, Lines, PreparedById, PreparedForId, PreparedBy, PreparedAt) = (year, region, lines, by.PersonId, by.ManagerLenderOf(region), by.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public int Year { get; private init; }
    public string Region { get; private init; } = "";
    public IReadOnlyList<YearEndLine> Lines { get; private init; } = [];
    public YearEndStatus Status { get; private set; }
    public Guid? PreparedById { get; private init; }

    /// <summary>The absent person by whose right a deputy prepared it.</summary>
    public Guid? PreparedForId { get; private init; }
    public string PreparedBy { get; private init; } = "";
    public DateTimeOffset PreparedAt { get; private init; }
    public string? ReviewedBy { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }
    public string? Remarks { get; private set; }
    public int Version { get; private set; }

    /// <summary>True for who prepared it, for whom it was prepared, and for whoever stands in for one of them.</summary>
    public bool IsOwnOf(Actor actor) => actor.ActsAs(PreparedById) || actor.ActsAs(PreparedForId);

    /// <exception cref="RuleBrokenException">Reviewed already, or by the one who prepared it.</exception>
    public void Review(YearEndStatus how, string? remarks, Actor by, DateTimeOffset at)
    {
        if (Status != YearEndStatus.Prepared)
        {
            throw new RuleBrokenException("Budgets.YearEndDone", ReviewedBy!);
        }

        if (IsOwnOf(by))
        {
            throw new RuleBrokenException("Budgets.YearEndOwn");
        }

        if (how == YearEndStatus.Discarded && string.IsNullOrWhiteSpace(remarks))
        {
            throw new RuleBrokenException("Budgets.NoReason");
        }

        (Status, Remarks, ReviewedBy, ReviewedAt) = (how, remarks?.Trim(), by.Name, at);
        Version++;
    }
}
