namespace Asmex.Workflows.Budgets;

/// <summary>An amount drawn for one request on one line of an envelope.</summary>
/// <param name="TaskId">The task whose answer asked for it.</param>
/// <param name="Reason">In the words of the person who moves it.</param>
public sealed record Draw(Guid ApprovalId, string Line, decimal Amount, Guid? TaskId = null, string? Reason = null);
