namespace Asmex.Workflows.Approvals;

/// <summary>What is asked: a yes to what a step made, or to money.</summary>
public enum ApprovalKind { Content, Budget }
