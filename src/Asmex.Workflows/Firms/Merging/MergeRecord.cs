namespace Asmex.Workflows.Firms.Merging;

/// <summary>How the file that was kept stood before and after a merge, and what came to it from the other one: enough to undo it.</summary>
/// <param name="Consents">Those of contacts that both files had, as the file kept had them.</param>
/// <param name="Uncounted">The later of two first exports: it counts once.</param>
/// <param name="Cancelled">Invitations to the same round as one of the other file, which nobody had answered.</param>
/// <param name="Letters">How often a firm was written to counts for the firm, whichever file it was.</param>
/// <param name="LeftOut">Rounds that had left the other file out.</param>
public sealed record MergeRecord(
    FirmDraft Before,
    FirmDraft After,
    FirmStanding StoodBefore,
    FirmStanding StoodAfter,
    IReadOnlyList<Guid> Contacts,
    IReadOnlyList<Guid> ExportChanges,
    IReadOnlyList<HeldConsent> Consents,
    IReadOnlyList<Guid> Needs,
    IReadOnlyList<Guid> Conversions,
    Guid? Uncounted,
    IReadOnlyList<Guid> Invitations,
    IReadOnlyList<Guid> Cancelled,
    IReadOnlyList<Guid> LeftOut,
    IReadOnlyList<Guid> Letters);

/// <summary>Where a firm stands on its way abroad.</summary>
public sealed record FirmStanding(ExportStatus Status, DateOnly? On);

/// <param name="Consent">Absent when there was none.</param>
public sealed record HeldConsent(Guid ContactId, Consent? Consent);
