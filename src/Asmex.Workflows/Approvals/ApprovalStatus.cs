namespace Asmex.Workflows.Approvals;

/// <summary>Where a request stands.</summary>
public enum ApprovalStatus { Pending, Approved, SentBack, Rejected, Expired, Cancelled }
