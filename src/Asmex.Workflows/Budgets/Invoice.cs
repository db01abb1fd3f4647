namespace Asmex.Workflows.Budgets;

/// <summary>What was bought: amount, from whom, when, and the document.</summary>
public sealed record Invoice(decimal Amount, string Supplier, DateOnly On, Guid? DocumentId);
