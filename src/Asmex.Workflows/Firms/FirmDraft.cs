namespace Asmex.Workflows.Firms;

/// <summary>What a person typed about a firm, before it is checked.</summary>
/// <param name="IceConfirmed">True when the person looked again at an ICE whose check digits do not fit.</param>
/// <param name="Court">The court whose register holds the RC number.</param>
/// <param name="HsChapters">Two digits each, parted by commas or spaces.</param>
/// <param name="Markets">Countries, parted by commas.</param>
/// <param name="OtherPhones">Parted by commas or lines.</param>
public sealed record FirmDraft(
    string Name,
    string Region,
    string Sector,
    string? ArabicName = null,
    string? Ice = null,
    bool IceConfirmed = false,
    string? TradeRegister = null,
    string? Court = null,
    string? TaxId = null,
    string? Cnss = null,
    LegalForm LegalForm = LegalForm.Unknown,
    int? Staff = null,
    string? Products = null,
    string? Province = null,
    string? City = null,
    string? Address = null,
    string? Website = null,
    string? Phone = null,
    bool WomenLed = false,
    string? HsChapters = null,
    string? Markets = null,
    string? OtherPhones = null);
