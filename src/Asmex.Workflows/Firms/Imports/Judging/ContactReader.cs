using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>Understands whom to reach at a firm, and whether we may write.</summary>
internal sealed class ContactReader(string source, DateOnly today)
{
    public void Read(RowCells cells, string? firm, string? phone, RowReading reading)
    {
        reading.Email = Email(cells, reading);
        reading.Agrees = ShortAnswers.Said(cells.Raw(ImportField.Consent));
        var person = cells.Text(ImportField.ContactName, 200);
        if (firm is null || (reading.Email is null && (person is null || phone is null)))
        {
            return;
        }

        reading.Contact = new ContactDraft(
            person ?? firm,
            ShortAnswers.LanguageOf(cells.Raw(ImportField.ContactLanguage)) ?? Languages.French,
            reading.Email,
            Phone: reading.Email is null ? phone : null,
            Role: cells.Text(ImportField.ContactRole, 100),
            IsMain: true,
            Consent: reading.Agrees == true ? Consent(cells, reading) : null);
    }

    private static string? Email(RowCells cells, RowReading reading)
    {
        string? found = null;
        foreach (var written in cells.All(ImportField.Email).Where(w => !ShortAnswers.SayNothing(w)))
        {
            var address = CellText.Email(written, out var others);
            if (address is null)
            {
                reading.Find(Verdict.Warn, "Imports.EmailUnusable", CellText.Clean(written));
            }
            else if (others)
            {
                reading.Find(Verdict.New, "Imports.MoreEmails", address);
            }

            found ??= address;
        }

        return found;
    }

    // A yes without a day proves nothing: it is said, and not recorded.
    private Consent? Consent(RowCells cells, RowReading reading)
    {
        var written = CellText.Clean(cells.Raw(ImportField.ConsentOn));
        if (CellText.Date(written) is not { } on || on > today)
        {
            reading.Find(Verdict.New, "Imports.ConsentUndated", written);
            return null;
        }

        return new Consent(ConsentBasis.Given, on, cells.Text(ImportField.ConsentSource, 300) ?? source, $"{cells.Heading(ImportField.Consent)} : {CellText.Clean(cells.Raw(ImportField.Consent))} ({written})");
    }
}
