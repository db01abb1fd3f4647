namespace Asmex.Workflows.Changes;

/// <summary>A change of a plan that somebody wants.</summary>
/// <param name="Reason">Why; it stays in the history and is told to those concerned.</param>
/// <param name="Seen">The print of the preview that was seen; absent: nothing is changed, the preview is made.</param>
public sealed record ChangeRequest(Guid PlanId, PlanChange Change, string Reason, string? Seen = null);

/// <summary>What a change does, line by line.</summary>
/// <param name="Print">Stands for exactly these lines: a change is applied only while it still does what was seen.</param>
public sealed record ChangePreview(IReadOnlyList<ChangeLine> Lines, string Print);
