using Asmex.Workflows.Firms.Merging;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>How a firm stood before a row changed it.</summary>
/// <param name="Added">The contacts and export statuses that the row added.</param>
/// <param name="Agreed">The consents that the row brought to contacts who had none.</param>
public sealed record FirmBefore(FirmDraft Draft, ExportStatus Status, DateOnly? StatusOn, IReadOnlyList<Guid> Added, int Version, IReadOnlyList<HeldConsent>? Agreed = null);
