namespace Asmex.Workflows.Firms;

/// <summary>What a person typed about someone at a firm, before it is checked.</summary>
/// <param name="Kind">Absent: guessed from the address.</param>
/// <param name="Seen">The stamp of the contact that the person had before the eyes; absent where nobody looked.</param>
public sealed record ContactDraft(
    string Name,
    string Language,
    string? Email = null,
    EmailKind? Kind = null,
    string? Phone = null,
    string? Role = null,
    string? ArabicName = null,
    bool IsMain = false,
    Consent? Consent = null,
    string? Seen = null);
