namespace Asmex.Workflows.Budgets;

/// <summary>What is to become of one envelope.</summary>
/// <param name="Left">What was free when it was prepared.</param>
/// <param name="Committed">What commitments had left; freed with the rest, or kept to be paid where the rest is carried over.</param>
public sealed record YearEndLine(Guid EnvelopeId, string Code, decimal Left, decimal Committed, YearEndChoice Choice)
{
    /// <summary>What requests that are not decided hold; a year cannot end over them.</summary>
    public decimal Reserved { get; init; }
}
