namespace Asmex.Workflows.Budgets;

/// <summary>What moved on one line of an envelope in one month: the sum of those movements, kept beside them so that a budget page need not add up the ledger.</summary>
public sealed class LineTally
{
    private LineTally()
    {
    }

    internal LineTally(Guid envelopeId, string line, int month, Balance change)
    {
        (EnvelopeId, Line, Month) = (envelopeId, line, month);
        Add(change);
    }

    public Guid EnvelopeId { get; private init; }
    public string Line { get; private init; } = "";

    /// <summary>Year × 100 + month; an invoice counts in the month of its date.</summary>
    public int Month { get; private init; }
    public decimal Allotted { get; private set; }
    public decimal Reserved { get; private set; }
    public decimal Committed { get; private set; }
    public decimal Spent { get; private set; }
    public decimal Promised { get; private set; }
    public decimal Received { get; private set; }

    public Balance Balance => new(Allotted, Reserved, Committed, Spent, Promised, Received);

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    internal void Add(Balance change)
    {
        var sum = Balance + change;
        (Allotted, Reserved, Committed, Spent, Promised, Received) = (sum.Allotted, sum.Reserved, sum.Committed, sum.Spent, sum.Promised, sum.Received);
    }
}
