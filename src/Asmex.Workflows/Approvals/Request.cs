namespace Asmex.Workflows.Approvals;

/// <summary>What a policy looks at.</summary>
/// <param name="ActionType">The definition of the action; nothing for what belongs to none.</param>
public sealed record Request(ApprovalKind Kind, decimal Amount, string Region, string? ActionType);
