using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>Understands the rows of one file.</summary>
/// <param name="source">What consents and firms say about where they come from.</param>
/// <param name="regions">The regions whose firms the person keeps; absent for all.</param>
/// <param name="today">Nothing is dated later.</param>
internal sealed class RowReader(ColumnMapping mapping, SheetFacts facts, string source, string? regions, DateOnly today)
{
    private const int MostMissing = 3;
    private const int MostPhones = 10;
    private const int MostChapters = 30;

    private readonly ContactReader _contacts = new(source, today);

    public RowReading Read(SheetRow row)
    {
        var reading = new RowReading(row);
        var cells = new RowCells(row, mapping, reading);
        Shape(row, cells, reading);
        var name = Name(cells, reading);
        var region = Region(cells, reading);
        if (region is not null && !ImportRights.Keeps(regions, region))
        {
            reading.Find(Verdict.Reject, "Imports.NotYourRegion", RegionCatalog.NameOf(region).Fr);
        }

        var ice = Ice(cells, reading);
        // Said of every row, also one that is not taken: whoever mends it mends all of it.
        var phones = PhonesOf(cells, reading);
        var phone = phones.Count > 0 ? phones[0] : null;
        _contacts.Read(cells, name, phone, reading);
        (reading.Status, reading.StatusOn, reading.IsStatusDated) = Status(cells, reading);
        var (register, court) = TradeRegister(cells, reading);
        if (name is null || region is null || reading.IsRejected)
        {
            return reading;
        }

        var form = LegalForms.Of(cells.Text(ImportField.LegalForm, 100));
        reading.Draft = new FirmDraft(
            name,
            region,
            Sector(cells, reading),
            cells.Text(ImportField.ArabicName, Firm.LongestName) is { } arabic && arabic != name ? arabic : null,
            ice,
            IceConfirmed: true,
            register,
            court,
            Number(cells, ImportField.TaxId, 7, 8, reading),
            Number(cells, ImportField.Cnss, 7, 7, reading),
            form == LegalForm.Unknown ? LegalForms.Of(name) : form,
            Staff(cells, reading),
            cells.Text(ImportField.Products, 500),
            cells.Text(ImportField.Province, 100),
            cells.Text(ImportField.City, 100),
            cells.Text(ImportField.Address, 300),
            cells.Text(ImportField.Website, 200),
            phone,
            cells.Text(ImportField.WomenLed, 100) is { } women && ShortAnswers.Said(women) == true,
            Chapters(cells, reading),
            cells.Text(ImportField.Markets, 300),
            phones.Count > 1 ? string.Join(',', phones.Skip(1)) : null);
        return reading;
    }

    private void Shape(SheetRow row, RowCells cells, RowReading reading)
    {
        if (row.Cells.Skip(mapping.Width).Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            reading.Find(Verdict.Warn, "Imports.MoreCells", $"{row.Cells.Count}", $"{mapping.Width}");
        }
        else if (facts.Separator is not null && mapping.Width - row.Cells.Count > MostMissing)
        {
            reading.Find(Verdict.Warn, "Imports.FewerCells", $"{row.Cells.Count}", $"{mapping.Width}");
        }

        for (var i = 0; i < Math.Min(row.Cells.Count, mapping.Width); i++)
        {
            if (facts.Formulas.Count > 0 && facts.Formulas.Contains(RowCells.Address(i, row.Number)))
            {
                reading.Find(Verdict.New, "Imports.FormulaCell", RowCells.Address(i, row.Number));
            }
        }

        cells.Inspect();
    }

    private static string? Name(RowCells cells, RowReading reading)
    {
        var field = cells.Has(ImportField.Name) ? ImportField.Name : ImportField.ArabicName;
        var name = cells.Raw(field);
        if (ShortAnswers.SayNothing(name) || !name.Any(char.IsLetter))
        {
            reading.Find(Verdict.Reject, field == ImportField.Name && !ShortAnswers.SayNothing(cells.Raw(ImportField.ArabicName)) ? "Imports.OnlyArabicName" : "Imports.NoName", cells.Heading(field));
            return null;
        }

        return cells.Text(field, Firm.LongestName);
    }

    private static string? Region(RowCells cells, RowReading reading)
    {
        var place = Places.Find(cells.Raw(ImportField.City)) ?? Places.Find(cells.Raw(ImportField.Province));
        if (!cells.Has(ImportField.Region))
        {
            if (place is not null)
            {
                reading.Find(Verdict.New, "Imports.RegionOfPlace", place.Names[0]);
                return place.Region;
            }

            reading.Find(Verdict.Reject, "Imports.NoRegion", cells.Heading(ImportField.City));
            return null;
        }

        var written = CellText.Clean(cells.Raw(ImportField.Region));
        if (RegionCatalog.Recognise(written) is { } region)
        {
            if (place is not null && place.Region != region.Code)
            {
                reading.Find(Verdict.New, "Imports.PlaceElsewhere", place.Names[0], RegionCatalog.NameOf(place.Region).Fr, region.Name.Fr);
            }

            return region.Code;
        }

        reading.Find(Verdict.Reject, written.Length == 0 ? "Imports.NoRegion" : written.Any(char.IsDigit) ? "Imports.RegionNumber" : "Imports.RegionUnknown", cells.Heading(ImportField.Region), written);
        return null;
    }

    private static string? Ice(RowCells cells, RowReading reading)
    {
        var written = cells.Raw(ImportField.Ice);
        var text = CellText.Identifier(written);
        if (ShortAnswers.SayNothing(text))
        {
            return null;
        }

        if (!Firms.Ice.TryParse(text, out var ice, out var problem))
        {
            var digits = SearchText.Joined(text);
            var padded = digits.PadLeft(Firms.Ice.Length, '0');
            var isLost = problem == "Firms.IceLength" && digits.Length is >= 12 and < Firms.Ice.Length && Firms.Ice.TryParse(padded, out var whole, out _) && whole!.IsPlausible;
            reading.Find(Verdict.Reject, isLost ? "Imports.IceZeros" : text.Contains('E', StringComparison.OrdinalIgnoreCase) && text.Any(char.IsDigit) && text.Any(c => c is '+' or ',' or '.') ? "Imports.IceRounded" : "Imports.IceDigits",
                CellText.Clean(written), $"{digits.Count(char.IsAsciiDigit)}", isLost ? padded : "");
            return null;
        }

        if (ice!.Digits.Distinct().Count() == 1)
        {
            reading.Find(Verdict.Warn, "Imports.IceFiller", ice.Digits);
            return null;
        }

        if (!ice.IsPlausible)
        {
            reading.Find(Verdict.Warn, "Imports.IceDoubtful", ice.Digits);
        }

        return ice.Digits;
    }

    /// <summary>The first is the firm's, whichever column it stands in.</summary>
    private static IReadOnlyList<string> PhonesOf(RowCells cells, RowReading reading)
    {
        var found = new List<string>();
        foreach (var written in cells.All(ImportField.Phone).Concat(cells.All(ImportField.OtherPhones)).Where(w => !ShortAnswers.SayNothing(w)))
        {
            var numbers = CellText.PhonesOf(written);
            if (numbers.Count == 0)
            {
                reading.Find(Verdict.Warn, "Imports.PhoneUnusable", CellText.Clean(written));
            }

            found.AddRange(numbers);
        }

        return [.. found.Distinct().Take(MostPhones)];
    }

    private static string? Chapters(RowCells cells, RowReading reading)
    {
        var written = cells.Raw(ImportField.HsChapters);
        if (ShortAnswers.SayNothing(written))
        {
            return null;
        }

        var chapters = HsChapters.In(written, out var unknown);
        if (chapters.Count == 0 || unknown.Count > 0)
        {
            reading.Find(Verdict.Warn, "Imports.ChaptersUnusable", cells.Heading(ImportField.HsChapters), unknown.Count > 0 ? string.Join(", ", unknown) : CellText.Clean(written));
        }

        return chapters.Count == 0 ? null : string.Join(' ', chapters.Take(MostChapters));
    }

    private (ExportStatus?, DateOnly?, bool IsDated) Status(RowCells cells, RowReading reading)
    {
        var (written, since) = (cells.Raw(ImportField.ExportStatus), cells.Raw(ImportField.ExportStatusOn));
        if (ShortAnswers.StatusOf(written) is { } status)
        {
            var day = CellText.Date(since);
            if ((day is null && !ShortAnswers.SayNothing(since)) || day > today)
            {
                reading.Find(Verdict.Warn, "Imports.StatusUndated", CellText.Clean(since));
            }

            return day <= today ? (status, day, true) : (status, today, false);
        }

        if (!ShortAnswers.SayNothing(written))
        {
            reading.Find(Verdict.New, "Imports.StatusUnknown", CellText.Clean(written));
        }

        return (null, null, false);
    }

    private static string Sector(RowCells cells, RowReading reading)
    {
        var written = cells.Raw(ImportField.Sector);
        if (SectorCatalog.Recognise(written) is { } sector)
        {
            return sector.Key;
        }

        if (!ShortAnswers.SayNothing(written))
        {
            reading.Find(Verdict.New, "Imports.SectorUnknown", CellText.Clean(written));
        }

        return SectorCatalog.Other;
    }

    // "435971 (Centre 81)": the number and the court often share a cell.
    private static (string? Number, string? Court) TradeRegister(RowCells cells, RowReading reading)
    {
        var written = CellText.Clean(cells.Raw(ImportField.TradeRegister));
        if (ShortAnswers.SayNothing(written))
        {
            return (null, null);
        }

        var (number, beside) = CellText.Register(written);
        var court = cells.Text(ImportField.Court, 100) ?? (beside.Any(char.IsLetter) ? beside : null);
        if (number.Length is < 1 or > 7 || string.IsNullOrWhiteSpace(court))
        {
            reading.Find(number.Length is < 1 or > 7 ? Verdict.Warn : Verdict.New, number.Length is < 1 or > 7 ? "Imports.NumberUnusable" : "Imports.NoCourt", cells.Heading(ImportField.TradeRegister), written);
            return (null, null);
        }

        return (number, court.Length <= 100 ? court : court[..100]);
    }

    private static string? Number(RowCells cells, ImportField field, int shortest, int longest, RowReading reading)
    {
        var written = cells.Raw(field);
        if (ShortAnswers.SayNothing(written))
        {
            return null;
        }

        var digits = SearchText.Joined(CellText.Identifier(written));
        if (digits.All(char.IsAsciiDigit) && digits.Length >= shortest && digits.Length <= longest)
        {
            return digits;
        }

        reading.Find(Verdict.Warn, "Imports.NumberUnusable", cells.Heading(field), CellText.Clean(written));
        return null;
    }

    private static int? Staff(RowCells cells, RowReading reading)
    {
        var written = cells.Raw(ImportField.Staff);
        if (string.IsNullOrWhiteSpace(written) || (ShortAnswers.SayNothing(written) && written.Trim() != "0"))
        {
            return null;
        }

        if (CellText.Count(written) is { } staff and <= Firm.MostStaff)
        {
            return staff;
        }

        reading.Find(Verdict.Warn, "Imports.NumberUnusable", cells.Heading(ImportField.Staff), CellText.Clean(written));
        return null;
    }
}
