namespace Asmex.Workflows.Approvals;

/// <summary>Who must say yes at one level: so many people who hold this role for the region.</summary>
/// <param name="Beside">Asked at the same time as the level before it, not after.</param>
public sealed record ApprovalLevel(string Role, int Quorum = 1, bool Beside = false);
