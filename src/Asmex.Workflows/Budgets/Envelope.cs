using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>A sum set aside for a plan or one of its actions. What is reserved, committed and spent never exceeds the allotment.</summary>
public sealed class Envelope
{
    private Envelope()
    {
    }

    public Envelope(Guid planId, Guid? actionId, string region, string code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        (PlanId, ActionId, Region, Code) = (planId, actionId, region, code);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PlanId { get; private init; }

    /// <summary>The action it is for; absent for what a plan keeps undivided.</summary>
    public Guid? ActionId { get; private init; }
    public string Region { get; private init; } = "";
    public string Code { get; private init; } = "";
    public decimal Allotted { get; private init; }
    public decimal Reserved { get; private init; }
    public decimal Committed { get; private init; }
    public decimal Spent { get; private init; }

    /// <summary>Always allotted − reserved − committed − spent; a column, so that the database can guard it.</summary>
    public decimal Left { get; private init; }

    /// <summary>What partners promised to pay, and what of it has come.</summary>
    public decimal Promised { get; private init; }
    public decimal Received { get; private init; }

    public Balance Balance => new(Allotted, Reserved, Committed, Spent, Promised, Received);

    /// <summary>How many movements it has; the number of the last one.</summary>
    public int Movements { get; private init; }

    /// <param name="holders">What holds money back, the largest first.</param>
    /// <param name="releasers">Who can free some of it, by name.</param>
    public RuleBrokenException TooLittleLeft(decimal asked, Wording holders, string releasers) =>
        new("Budgets.TooLittleLeft", Code, Left, asked, Reserved, Committed, holders, releasers);
}
