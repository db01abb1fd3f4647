namespace Asmex.Workflows.Budgets;

/// <summary>Where a year end stands.</summary>
public enum YearEndStatus { Prepared, Applied, Discarded }
