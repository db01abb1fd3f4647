namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>The way from one step to another.</summary>
/// <param name="Label">The outcomes that take it, in words; empty for the usual one.</param>
/// <param name="IsTaken">True when both ends are reached and it leads on.</param>
/// <param name="IsBack">True when it leads back to an earlier step.</param>
public sealed record DrawnEdge(string From, string To, string Path, string Label, Spot LabelAt, bool LabelIsBeside, bool IsTaken, bool IsBack);
