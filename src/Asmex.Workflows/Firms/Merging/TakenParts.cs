namespace Asmex.Workflows.Firms.Merging;

/// <summary>What a file took over from another one.</summary>
/// <param name="Consents">Those of contacts in both, as the file had them.</param>
internal sealed record TakenParts(IReadOnlyList<Guid> Contacts, IReadOnlyList<Guid> ExportChanges, IReadOnlyList<HeldConsent> Consents);
