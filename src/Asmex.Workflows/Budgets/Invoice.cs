using Asmex.Workflows.Files;

namespace Asmex.Workflows.Budgets;

/// <summary>What was bought: amount, from whom, when, and the document where there is one.</summary>
public sealed record Invoice(decimal Amount, string Supplier, DateOnly On, GivenDocument? Document = null);
