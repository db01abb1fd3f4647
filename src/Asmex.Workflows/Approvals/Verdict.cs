namespace Asmex.Workflows.Approvals;

/// <summary>What one person decides.</summary>
public enum Verdict { Approve, SendBack, Reject }
