using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>What a row or a file of the registry says of a firm, field by field, in the form in which it is compared.</summary>
internal static class FirmFacts
{
    /// <summary>What the row says; a blank cell says nothing.</summary>
    public static IEnumerable<(ImportField Field, string Said)> Of(RowReading row)
    {
        var draft = row.Draft!;
        return Of(
            draft.Name, draft.ArabicName, draft.Ice, draft.TradeRegister, draft.TaxId, draft.Cnss, draft.LegalForm, draft.Staff, draft.Sector, draft.Products,
            draft.Region, draft.Province, draft.City, draft.Address, draft.Website, row.Status ?? ExportStatus.Unknown)
            .Concat(Trade(draft.HsChapters, draft.Markets, draft.OtherPhones?.Split(',')))
            .Concat(Whom(draft.Phone, row.Contact?.Email, row.Contact?.Name == draft.Name ? null : row.Contact?.Name, row.Agrees, draft.WomenLed));
    }

    /// <summary>What the registry says, of every contact.</summary>
    public static IEnumerable<(ImportField Field, string Said)> Of(Firm firm) =>
        Of(
            firm.Name, firm.ArabicName, firm.Ice, firm.TradeRegister, firm.TaxId, firm.Cnss, firm.LegalForm, firm.Staff, firm.Sector, firm.Products,
            firm.Region, firm.Province, firm.City, firm.Address, firm.Website, firm.ExportStatus)
            .Concat(Trade(firm.HsChapters, firm.Markets, firm.OtherPhones?.Split(' ')))
            .Concat(Whom(firm.Phone, null, null, null, firm.WomenLed))
            .Concat(firm.Contacts.SelectMany(c => Whom(c.Phone, c.Email, c.Name, c.OptedOutAt is not null ? false : c.ConsentBasis is not null ? true : null, false)));

    /// <summary>A number for what is said of a field; of one firm no two are the same by chance.</summary>
    public static int Mark(ImportField field, string said) => unchecked((FirmMarks.Of(said) * 31) + (int)field).GetHashCode();

    public static FirmMarks Marks(RowReading row)
    {
        var draft = row.Draft!;
        return Marks(draft.Ice, draft.Name, draft.ArabicName, draft.City, draft.LegalForm, [draft.Phone, .. draft.OtherPhones?.Split(',') ?? []], [row.Email]);
    }

    public static FirmMarks Marks(Firm firm) => Marks(
        firm.Ice, firm.Name, firm.ArabicName, firm.City, firm.LegalForm,
        [firm.Phone, .. firm.OtherPhones?.Split(' ') ?? [], .. firm.Contacts.Select(c => c.Phone)], [.. firm.Contacts.Select(c => c.Email)]);

    public static FirmMarks Marks(string? ice, string name, string? arabicName, string? city, LegalForm form, IReadOnlyList<string?> phones, IReadOnlyList<string?> emails) => new(
        ice?[..9] ?? "",
        NameKey.Of(name),
        FirmMarks.Of(SearchText.Joined(arabicName)),
        FirmMarks.Of(Places.KeyOf(city)),
        [.. phones.OfType<string>().Distinct().Select(FirmMarks.Of)],
        [.. emails.OfType<string>().Select(e => FirmMarks.Of(e.ToLowerInvariant())).Distinct()],
        [.. emails.Select(Domains.Of).OfType<string>().Select(FirmMarks.Of).Distinct()],
        form);

    private static IEnumerable<(ImportField, string)> Of(
        string name, string? arabicName, string? ice, string? register, string? taxId, string? cnss, LegalForm form, int? staff, string sector, string? products,
        string region, string? province, string? city, string? address, string? website, ExportStatus status) => Filled(
        (ImportField.Name, NameKey.Of(name)),
        (ImportField.ArabicName, SearchText.Joined(arabicName)),
        (ImportField.Ice, ice ?? ""),
        (ImportField.TradeRegister, register ?? ""),
        (ImportField.TaxId, taxId ?? ""),
        (ImportField.Cnss, cnss ?? ""),
        (ImportField.LegalForm, form == LegalForm.Unknown ? "" : form.ToString()),
        (ImportField.Staff, $"{staff}"),
        (ImportField.Sector, sector == SectorCatalog.Other ? "" : sector),
        (ImportField.Products, SearchText.Joined(products)),
        (ImportField.Region, region),
        (ImportField.Province, Places.KeyOf(province)),
        (ImportField.City, Places.KeyOf(city)),
        (ImportField.Address, SearchText.Joined(address)),
        (ImportField.Website, SearchText.Joined(website?.Replace("https://", "", StringComparison.OrdinalIgnoreCase).Replace("http://", "", StringComparison.OrdinalIgnoreCase).Replace("www.", "", StringComparison.OrdinalIgnoreCase))),
        (ImportField.ExportStatus, status == ExportStatus.Unknown ? "" : status.ToString()));

    // Which of its phones a firm gives first says nothing.
    private static IEnumerable<(ImportField, string)> Trade(string? chapters, string? markets, IEnumerable<string>? phones) =>
        Filled((ImportField.HsChapters, chapters ?? ""), (ImportField.Markets, SearchText.Joined(markets))).Concat((phones ?? []).Select(p => (ImportField.Phone, p)));

    private static IEnumerable<(ImportField, string)> Whom(string? phone, string? email, string? person, bool? agrees, bool womenLed) => Filled(
        (ImportField.Phone, phone ?? ""),
        (ImportField.Email, email?.ToLowerInvariant() ?? ""),
        (ImportField.ContactName, SearchText.Joined(person)),
        (ImportField.Consent, agrees switch { true => "yes", false => "no", null => "" }),
        (ImportField.WomenLed, womenLed ? "yes" : ""));

    private static IEnumerable<(ImportField Field, string Said)> Filled(params (ImportField Field, string Said)[] facts) => facts.Where(f => f.Said.Length > 0);
}
