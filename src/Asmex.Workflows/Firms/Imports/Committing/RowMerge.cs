using Asmex.Workflows.Firms.Imports.Judging;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>How a row is laid over what is known: it fills and corrects, a blank cell takes nothing away, and of two answers to letters the stricter counts.</summary>
internal static class RowMerge
{
    public static FirmDraft Over(FirmDraft known, FirmDraft row) => known with
    {
        Name = row.Name,
        Region = row.Region,
        Sector = row.Sector == SectorCatalog.Other ? known.Sector : row.Sector,
        ArabicName = row.ArabicName ?? known.ArabicName,
        Ice = IsOfAnother(row, known) ? known.Ice : row.Ice ?? known.Ice,
        TradeRegister = row.TradeRegister ?? known.TradeRegister,
        Court = row.TradeRegister is null ? known.Court : row.Court,
        TaxId = row.TaxId ?? known.TaxId,
        Cnss = row.Cnss ?? known.Cnss,
        LegalForm = row.LegalForm == LegalForm.Unknown ? known.LegalForm : row.LegalForm,
        Staff = row.Staff ?? known.Staff,
        Products = row.Products ?? known.Products,
        Province = row.Province ?? known.Province,
        City = row.City ?? known.City,
        Address = row.Address ?? known.Address,
        Website = row.Website ?? known.Website,
        Phone = row.Phone ?? known.Phone,
        WomenLed = row.WomenLed || known.WomenLed,
        HsChapters = row.HsChapters ?? known.HsChapters,
        Markets = row.Markets ?? known.Markets,
        OtherPhones = Further(known, row),
    };

    /// <summary>True when what a row says of exports is to be noted: it is not older than what is known, and a list without days does not deny exports that are known.</summary>
    public static bool IsNews(Firm firm, RowReading row) => row.Status != firm.ExportStatus && (firm.ExportStatusOn is null || row.StatusOn >= firm.ExportStatusOn)
        && (row.IsStatusDated || !firm.HasExported || row.Status is not (ExportStatus.NonExporter or ExportStatus.Potential));

    // The file was corrected since the row was judged, or took over that of the row: the number it has was chosen by a person.
    private static bool IsOfAnother(FirmDraft row, FirmDraft known) => row.Ice is not null && known.Ice is not null && row.Ice[..9] != known.Ice[..9];

    // A phone that the row puts into another's place stays as a further one: that it is wrong is not said.
    private static string? Further(FirmDraft known, FirmDraft row)
    {
        var phones = $"{known.OtherPhones},{known.Phone},{row.OtherPhones}".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Where(p => p != (row.Phone ?? known.Phone));
        var further = phones.Aggregate("", (all, phone) => all.Length + 1 + phone.Length > Firm.LongestPhones ? all : all.Length == 0 ? phone : $"{all},{phone}");
        return further.Length == 0 ? null : further;
    }

    /// <summary>Notes whom to reach, when nobody with this address or name is known yet.</summary>
    public static void Reach(Firm firm, RowReading row, string source, DateTimeOffset now)
    {
        if (row.Contact is not { } draft)
        {
            // A no in a row that names nobody was said for the firm.
            foreach (var known in row.Agrees == false ? firm.Contacts : [])
            {
                known.OptOut(source, now);
            }

            return;
        }

        var contact = firm.Contacts.FirstOrDefault(c => draft.Email is null ? c.Name == draft.Name : string.Equals(c.Email, draft.Email, StringComparison.OrdinalIgnoreCase));
        if (contact is null)
        {
            contact = firm.AddContact(draft with { IsMain = firm.Contacts.Count == 0 }, now);
        }
        else if (contact.ConsentBasis is null && contact.OptedOutAt is null && draft.Consent is { } consent)
        {
            contact.Agree(consent, now);
        }

        if (row.Agrees == false)
        {
            contact.OptOut(source, now);
        }
    }
}
