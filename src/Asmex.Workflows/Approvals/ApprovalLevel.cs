namespace Asmex.Workflows.Approvals;

/// <summary>Who must say yes at one level: so many people who hold this role for the region.</summary>
public sealed record ApprovalLevel(string Role, int Quorum = 1);
