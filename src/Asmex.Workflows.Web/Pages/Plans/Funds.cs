using Asmex.Workflows.Budgets;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>What envelopes hold together.</summary>
public sealed record Funds(decimal Allotted, decimal Reserved, decimal Committed, decimal Spent, decimal Left)
{
    public static Funds None { get; } = new(0, 0, 0, 0, 0);

    public static Funds Of(IEnumerable<Envelope> envelopes) =>
        envelopes.Aggregate(None, (sum, e) => sum + new Funds(e.Allotted, e.Reserved, e.Committed, e.Spent, e.Left));

    public static Funds operator +(Funds one, Funds other) => new(
        one.Allotted + other.Allotted, one.Reserved + other.Reserved, one.Committed + other.Committed, one.Spent + other.Spent, one.Left + other.Left);
}
