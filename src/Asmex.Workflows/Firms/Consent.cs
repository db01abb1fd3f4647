namespace Asmex.Workflows.Firms;

/// <param name="Source">Where it was given: a form, a visit, a list that a chamber sent.</param>
/// <param name="Text">The words that the person agreed to, where we have them.</param>
public sealed record Consent(ConsentBasis Basis, DateOnly On, string Source, string? Text = null);
