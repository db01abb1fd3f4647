namespace Asmex.Workflows.Firms;

/// <summary>What a person typed about someone at a firm, before it is checked.</summary>
/// <param name="Kind">Absent: guessed from the address.</param>
public sealed record ContactDraft(
    string Name,
    string Language,
    string? Email = null,
    EmailKind? Kind = null,
    string? Phone = null,
    string? Role = null,
    string? ArabicName = null,
    bool IsMain = false,
    Consent? Consent = null);
