namespace Asmex.Workflows.Budgets;

/// <summary>Money that may be spent for one approved request.</summary>
public sealed class Commitment
{
    private Commitment()
    {
    }

    /// <summary>In characters; what is longer is cut.</summary>
    public const int LongestPurpose = 1000;

    /// <param name="approvalId">The approval that made it; also its id.</param>
    public Commitment(Guid approvalId, Guid envelopeId, string line, string purpose, decimal amount, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        (Id, EnvelopeId, Line, Purpose, Amount, Left, At) = (approvalId, envelopeId, line, purpose.Length <= LongestPurpose ? purpose : purpose[..(LongestPurpose - 1)] + "…", amount, amount, at);
    }

    public Guid Id { get; private init; }
    public Guid EnvelopeId { get; private init; }
    public string Line { get; private init; } = "";
    public string Purpose { get; private init; } = "";
    public decimal Amount { get; private init; }

    /// <summary>What may still be spent on it.</summary>
    public decimal Left { get; private init; }
    public DateTimeOffset At { get; private init; }
}
