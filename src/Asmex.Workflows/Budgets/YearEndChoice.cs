namespace Asmex.Workflows.Budgets;

/// <summary>Carry the free money over to the next year's plan, or free everything and give it back.</summary>
public enum YearEndChoice { CarryOver, Release }
