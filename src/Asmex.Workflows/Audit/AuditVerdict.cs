namespace Asmex.Workflows.Audit;

/// <summary>What the verification found.</summary>
/// <param name="Rows">How many links hold.</param>
/// <param name="Broken">The first row that does not, and why; nothing where all do.</param>
public sealed record AuditVerdict(int Rows, string Head, string? Broken);
