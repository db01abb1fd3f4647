using System.Text;
using Asmex.Workflows.Firms.Imports;
using MiniExcelLibs;

namespace Asmex.Workflows.Tests.Firms.Imports;

public sealed class RowVerdictTests
{
    private const string Medina = "910700007000060;Medina Légumes Atlas SARL AU;تادلة للصناعات;Drâa-Tafilalet;Midelt;Textile et cuir;8;Fatima Zahra Bennani;info@medinalegumesatlas7.example;0537215901;potentiel;;15/03/2024";

    static RowVerdictTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("910700007000060", Verdict.New)]
    [InlineData("910 700 007 000 060", Verdict.New)]
    [InlineData("910-700-007-0000-60", Verdict.New)]
    [InlineData("٩١٠٧٠٠٠٠٧٠٠٠٠٦٠", Verdict.New)]
    [InlineData("ICE : 910700007000060", Verdict.New)]
    [InlineData("'910700007000060", Verdict.New)]
    [InlineData("9,10700007000060E+14", Verdict.New)]
    [InlineData("910700007000060.0", Verdict.New)]
    [InlineData("", Verdict.New)]
    [InlineData("néant", Verdict.New)]
    [InlineData("910700007000061", Verdict.Warn)]
    [InlineData("000000000000000", Verdict.Warn)]
    [InlineData("10700007000060", Verdict.Reject)]
    [InlineData("9107000070000600", Verdict.Reject)]
    [InlineData("9,107E+14", Verdict.Reject)]
    [InlineData("91070000700006O", Verdict.Reject)]
    [InlineData("en cours", Verdict.Reject)]
    public async Task Reads_an_ICE_however_it_is_typed(string ice, Verdict verdict) =>
        Assert.Equal(verdict, (await Judged.RowsAsync($"{ice};Argan Export SARL;;Souss-Massa;Agadir;;;;;;;;")).VerdictOf(2));

    [Theory]
    [InlineData("Souss-Massa", true)]
    [InlineData("SOUSS MASSA", true)]
    [InlineData("Region de Souss Massa", true)]
    [InlineData("Souss-Masa", true)]
    [InlineData("09 - Souss-Massa", true)]
    [InlineData("Souss-Massa (MA-09)", true)]
    [InlineData("جهة سوس ماسة", true)]
    [InlineData("Tanger Tétouan El Hoceima", true)]
    [InlineData("Laayoune Saguia Al Hamra", true)]
    [InlineData("El Aaiún-Sakia El Hamra", true)]
    [InlineData("Guelmim-Oued Noun (EH-partial)", true)]
    [InlineData("Dakhla-Oued Eddahab", true)]
    [InlineData("Région de l’Oriental", true)]
    [InlineData("Fez-Meknes", true)]
    [InlineData("MA-09", false)]
    [InlineData("9", false)]
    [InlineData("Région 10", false)]
    [InlineData("Souss-Massa-Drâa", false)]
    [InlineData("Grand Casablanca", false)]
    [InlineData("Chaouia-Ouardigha", false)]
    [InlineData("Tanger-Tétouan", false)]
    [InlineData("Meknès-Tafilalet", false)]
    [InlineData("Marrakech-Tensift-Al Haouz", false)]
    [InlineData("Gharb-Chrarda-Béni Hssen", false)]
    [InlineData("Fès-Boulemane", false)]
    [InlineData("Taza-Al Hoceïma-Taounate", false)]
    [InlineData("Rabat-Salé-Zemmour-Zaër", false)]
    [InlineData("Oued Ed-Dahab-Lagouira", false)]
    [InlineData("Laâyoune-Boujdour-Sakia El Hamra", false)]
    [InlineData("Guelmim-Es Semara", false)]
    [InlineData("Tadla-Azilal", false)]
    [InlineData("Doukkala-Abda", false)]
    [InlineData("الدار البيضاء الكبرى", false)]
    [InlineData("", false)]
    public async Task Knows_a_region_by_its_name_of_today_only(string region, bool known) =>
        Assert.Equal(known ? Verdict.New : Verdict.Reject, (await Judged.RowsAsync($";Argan Export SARL;;{region};;;;;;;;;")).VerdictOf(2));

    [Theory]
    [InlineData("0661234567", Verdict.New)]
    [InlineData("00212661234567", Verdict.New)]
    [InlineData("+212 (0)6 61 23 45 67", Verdict.New)]
    [InlineData("212661234567", Verdict.New)]
    [InlineData("661234567", Verdict.New)]
    [InlineData("06-61-23-45-67", Verdict.New)]
    [InlineData("٠٦٦١٢٣٤٥٦٧", Verdict.New)]
    [InlineData("Tél : 0581590830", Verdict.New)]
    [InlineData("05 22 12 34 56 / 06 61 23 45 67", Verdict.New)]
    [InlineData("-", Verdict.New)]
    [InlineData("téléphone en attente", Verdict.Warn)]
    [InlineData("066123456", Verdict.Warn)]
    [InlineData("06612345678", Verdict.Warn)]
    [InlineData("à compléter", Verdict.Warn)]
    public async Task Keeps_the_firm_when_its_phone_is_none(string phone, Verdict verdict) =>
        Assert.Equal(verdict, (await Judged.RowsAsync($";Argan Export SARL;;Souss-Massa;Agadir;;;;;{phone};;;")).VerdictOf(2));

    [Theory]
    [InlineData("info@argan.example", Verdict.New)]
    [InlineData(" INFO@Argan.example ", Verdict.New)]
    [InlineData("mailto:info@argan.example", Verdict.New)]
    [InlineData("Argan <info@argan.example>", Verdict.New)]
    [InlineData("\"info@argan.example; vente@argan.example\"", Verdict.New)]
    [InlineData("info@argan.example / vente@argan.example", Verdict.New)]
    [InlineData("n/a", Verdict.New)]
    [InlineData("contact(at)firme.ma", Verdict.Warn)]
    [InlineData("x@@y.example", Verdict.Warn)]
    [InlineData("a@b", Verdict.Warn)]
    [InlineData("nom prenom@firme.example", Verdict.Warn)]
    [InlineData("\"info@firme.example\nBcc: tous@firme.example\"", Verdict.Warn)]
    [InlineData("info@firme..example", Verdict.Warn)]
    [InlineData(".info@firme.example", Verdict.Warn)]
    [InlineData("info@-firme.example", Verdict.Warn)]
    [InlineData("info.firme.example", Verdict.Warn)]
    [InlineData("@firme.example", Verdict.Warn)]
    [InlineData("rénée@firme.example", Verdict.Warn)]
    [InlineData("\"info@firme,ma\"", Verdict.Warn)]
    public async Task Keeps_the_firm_when_its_address_is_none(string email, Verdict verdict) =>
        Assert.Equal(verdict, (await Judged.RowsAsync($";Argan Export SARL;;Souss-Massa;Agadir;;;;{email};;;;")).VerdictOf(2));

    [Theory]
    [InlineData("", "Imports.NoName")]
    [InlineData("   ", "Imports.NoName")]
    [InlineData("-", "Imports.NoName")]
    [InlineData("n/a", "Imports.NoName")]
    [InlineData("123", "Imports.NoName")]
    public async Task Takes_no_firm_without_a_name(string name, string reason)
    {
        var rows = await Judged.RowsAsync($"910700007000060;{name};;Souss-Massa;Agadir;;;;;;;;");

        Assert.Equal(Verdict.Reject, rows.VerdictOf(2));
        Assert.Contains(reason, rows.ReasonsOf(2));
    }

    [Theory]
    [InlineData("MEDINA LEGUMES ATLAS SARL AU;تادلة للصناعات;Drâa - Tafilalet;Midelt;Textile et cuir;8;;info@medinalegumesatlas7.example;0537215901", Verdict.Duplicate)]
    [InlineData("Sté Médina Légumes Atlas;;Drâa-Tafilalet;Midelt;;;;;", Verdict.Duplicate)]
    [InlineData("Medina Legume Atlas S.A.R.L.;;Drâa-Tafilalet;;;;;;+212 5 37 21 59 01", Verdict.Duplicate)]
    [InlineData("Atlas Medina Legumes;;Drâa-Tafilalet;Errachidia;;;;contact@medinalegumesatlas7.example;", Verdict.Duplicate)]
    [InlineData("Madina Légumes Atlas;;Drâa-Tafilalet;Midelt;;;;;00212537215901", Verdict.Duplicate)]
    [InlineData("Medina Légumes Atlas SARL AU;;Souss-Massa;Agadir;;;;info@autre.example;0661000001", Verdict.New)]
    [InlineData("Medina Légumes Atlas SARL AU;;Drâa-Tafilalet;Midelt;;;;info@autre.example;0661000001", Verdict.Warn)]
    [InlineData("Medina Textile Atlas SARL AU;;Drâa-Tafilalet;Midelt;;;;info@medinatextile.example;0661000002", Verdict.New)]
    public async Task Knows_a_firm_without_its_ICE_by_name_place_phone_and_domain(string row, Verdict verdict) =>
        Assert.Equal(verdict, (await Judged.RowsAsync(Medina, $";{row};;;")).VerdictOf(3));

    [Fact]
    public async Task An_old_row_again_brings_nothing_back()
    {
        var rows = await Judged.RowsAsync(Medina, Medina.Replace(";8;", ";9;", StringComparison.Ordinal), Medina, Medina.Replace(";8;", ";9;", StringComparison.Ordinal));

        Assert.Equal([Verdict.New, Verdict.Update, Verdict.Duplicate, Verdict.Duplicate], rows.Select(r => r.Verdict));
    }

    [Fact]
    public async Task A_worse_verdict_goes_before_a_better_one()
    {
        var broken = Medina.Replace("0537215901", "en attente", StringComparison.Ordinal) + ";reste";

        var rows = await Judged.RowsAsync(Medina, broken.Replace(";8;", ";9;", StringComparison.Ordinal), broken, broken.Replace("Drâa-Tafilalet", "MA-08", StringComparison.Ordinal), broken.Replace("910700007000060", "910700009000006", StringComparison.Ordinal).Replace("Medina", "Safran", StringComparison.Ordinal));

        Assert.Equal([Verdict.New, Verdict.Update, Verdict.Duplicate, Verdict.Reject, Verdict.Warn], rows.Select(r => r.Verdict));
    }

    [Fact]
    public async Task Formulas_and_control_characters_are_kept_as_text_and_named_with_their_cell()
    {
        var rows = await Judged.RowsAsync("910700007000060;Argan\u0007 Export;;Souss-Massa;Agadir;;;\"=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\";;;;;");

        Assert.Equal(Verdict.New, rows.VerdictOf(2));
        Assert.Equal("Argan Export", rows[0].Reading.Draft!.Name);
        Assert.Contains(rows[0].Reading.Findings, f => f.Key == "Imports.FormulaText" && f.Values[0] == "H2");
        Assert.Contains(rows[0].Reading.Findings, f => f.Key == "Imports.ControlCharacters" && f.Values[0] == "B2");
    }

    [Theory]
    [InlineData(65001)]
    [InlineData(1200)]
    [InlineData(1201)]
    [InlineData(1256)]
    public async Task Reads_Arabic_in_every_encoding_that_has_it(int codePage)
    {
        var rows = await Judged.TextAsync(
            "التعريف الموحد\tاسم المقاولة\tالجهة\tالمدينة\tالهاتف\r\n910700007000060\tتعاونية أركان تيزنيت\tسوس - ماسة\tتيزنيت\t0661234567\r\n910700009000006\tزليج للتصدير\tجهة فاس مكناس\tفاس\t0522123456\r\n",
            Encoding.GetEncoding(codePage), "لائحة.tsv");

        Assert.Equal([Verdict.New, Verdict.New], rows.Select(r => r.Verdict));
        Assert.Equal("تعاونية أركان تيزنيت", rows[0].Reading.Draft!.Name);
        Assert.Equal("MA-03", rows[1].Reading.Draft!.Region);
    }

    [Theory]
    [InlineData("Company name,ICE,Region,City,Email,Phone number,Employees,Export status")]
    [InlineData("RaisonSociale|Num_ICE|REGION|Ville|Adresse e-mail|GSM|Nbre salariés|Statut à l'export")]
    [InlineData("Dénomination sociale;Identifiant commun de l'entreprise;Région administrative;Localité;Courriel;Tél. mobile;Effectif total;Exportatrice ?")]
    [InlineData("Raison social\tICE\tRegoin\tVille\tE-mial\tTelephonne\tEfectif\tStatut export")]
    public async Task Understands_headings_in_French_and_English_and_any_separator(string heading)
    {
        var separator = heading.First(c => ",|;\t".Contains(c));
        var row = string.Join(separator, "Argan Export", "910700007000060", "Souss-Massa", "Agadir", "info@argan.example", "0661234567", "12", "oui");

        var rows = await Judged.TextAsync($"sep={separator}\r\nListe des entreprises{separator}\r\n\r\n{heading}\r\n{row}\r\n");

        // A spreadsheet does not show the line that names the separator.
        var firm = Assert.Single(rows);
        Assert.Equal((4, Verdict.New), (firm.Reading.Row.Number, firm.Verdict));
        Assert.Equal(("Argan Export", "910700007000060", "Agadir", 12, "+212661234567"), (firm.Reading.Draft!.Name, firm.Reading.Draft.Ice, firm.Reading.Draft.City, firm.Reading.Draft.Staff, firm.Reading.Draft.Phone));
        Assert.Equal("info@argan.example", firm.Reading.Email);
    }

    [Fact]
    public async Task Reads_a_workbook_with_numbers_for_identifiers_and_phones()
    {
        var path = Path.Combine(Fixtures.TestFolder.New("imports"), "firmes.xlsx");
        await MiniExcel.SaveAsAsync(path, new[]
        {
            new Dictionary<string, object> { ["Raison sociale"] = "Argan Export", ["ICE"] = 910700007000060d, ["Région"] = "Souss-Massa", ["Téléphone"] = 661234567d, ["Date accord"] = new DateTime(2024, 3, 15), ["Accord"] = "oui", ["E-mail"] = "info@argan.example" },
            new Dictionary<string, object> { ["Raison sociale"] = "Zellige Export", ["ICE"] = "91070000900000", ["Région"] = "Souss-Massa", ["Téléphone"] = "", ["Date accord"] = "", ["Accord"] = "", ["E-mail"] = "" },
        });

        var rows = await Judged.FileAsync(path);

        Assert.Equal([Verdict.New, Verdict.Reject], rows.Select(r => r.Verdict));
        Assert.Equal(("910700007000060", "+212661234567"), (rows[0].Reading.Draft!.Ice, rows[0].Reading.Draft!.Phone));
        Assert.Equal(new DateOnly(2024, 3, 15), rows[0].Reading.Contact!.Consent!.On);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_its_own_row_only()
    {
        var many = Enumerable.Range(1, 60).Select(i => $";Argan Export {(char)('A' + (i % 26))}{(char)('A' + (i / 26))} SARL;;Souss-Massa;Agadir;;;;info@argan{i}.example;;;;").ToList();
        many[10] = many[10].Replace(";Argan", ";\"Argan", StringComparison.Ordinal);

        var rows = await Judged.RowsAsync([.. many]);

        Assert.Equal([12], rows.Where(r => r.Verdict == Verdict.Reject).Select(r => r.Reading.Row.Number));
        Assert.Equal(60, rows.Count);
    }

    [Theory]
    [InlineData("Chapitre SH;Marchés cibles;Téléphone;Autres téléphones")]
    [InlineData("HS codes;Target markets;Phone;Other phones")]
    [InlineData("فصول النظام المنسق;الأسواق المستهدفة;الهاتف;هواتف أخرى")]
    public async Task Reads_chapters_markets_and_every_phone(string headings)
    {
        var rows = await Judged.TextAsync($"Raison sociale;Région;{headings}\r\nArgan Export;Souss-Massa;702 / 1515.30 - 33;Allemagne, Japon;0528 86 12 34 / 0661 23 45 67;0528 99 88 77");

        var draft = Assert.Single(rows).Reading.Draft!;
        Assert.Equal(("07 15 33", "Allemagne, Japon", "+212528861234", "+212661234567,+212528998877"), (draft.HsChapters, draft.Markets, draft.Phone, draft.OtherPhones));
    }

    [Theory]
    [InlineData("07", "07", Verdict.New)]
    [InlineData("7", "07", Verdict.New)]
    [InlineData("٠٧، 08", "07 08", Verdict.New)]
    [InlineData("SH 0702.00.00.10", "07", Verdict.New)]
    [InlineData("07;77", "07", Verdict.Warn)]
    [InlineData("légumes", null, Verdict.Warn)]
    [InlineData("123456789012", null, Verdict.Warn)]
    [InlineData("néant", null, Verdict.New)]
    public async Task Reads_a_chapter_of_a_code_of_any_length(string typed, string? chapters, Verdict verdict)
    {
        var row = Assert.Single(await Judged.TextAsync($"Raison sociale;Région;Code SH\r\nArgan Export;Souss-Massa;\"{typed}\""));

        Assert.Equal((chapters, verdict), (row.Reading.Draft!.HsChapters, row.Verdict));
    }

    [Theory]
    [InlineData("1234567.0", "435971,00", "Agadir", "1.200", "1234567", "435971", "Agadir", 1200)]
    [InlineData("12345678,0", "435 971 (Centre 81)", "", "1 200", "12345678", "435971", "Centre 81", 1200)]
    [InlineData("12345678", "RC n° 12.345 tribunal de commerce d'Agadir", "", "1,200", "12345678", "12345", "tribunal de commerce d'Agadir", 1200)]
    [InlineData("12345678", "RC 12345/2019", "Agadir", "10-49", "12345678", "12345", "Agadir", 10)]
    public async Task Reads_numbers_as_spreadsheets_write_them(string taxId, string register, string court, string staff, string readTaxId, string readRegister, string readCourt, int readStaff)
    {
        var row = Assert.Single(await Judged.TextAsync($"Raison sociale;Région;IF;RC;Tribunal;Effectif\r\nArgan Export;Souss-Massa;{taxId};{register};{court};{staff}"));

        var draft = row.Reading.Draft!;
        Assert.Equal((readTaxId, readRegister, readCourt, readStaff), (draft.TaxId, draft.TradeRegister, draft.Court, draft.Staff));
    }

    [Theory]
    [InlineData("43 5971")]
    [InlineData("435971 81")]
    public async Task Takes_no_register_number_of_which_it_is_not_sure(string register)
    {
        var row = Assert.Single(await Judged.TextAsync($"Raison sociale;Région;RC;Tribunal\r\nArgan Export;Souss-Massa;{register};Agadir"));

        Assert.Equal((Verdict.Warn, null), (row.Verdict, row.Reading.Draft!.TradeRegister));
    }

    [Theory]
    [InlineData("15/03/2024 10:30")]
    [InlineData("15/03/2024 0:00")]
    [InlineData("2024-03-15 10:30:00")]
    [InlineData("2024-03-15T10:30:00Z")]
    public async Task Reads_the_day_of_a_moment(string on)
    {
        var row = Assert.Single(await Judged.TextAsync($"Raison sociale;Région;E-mail;Accord;Date accord\r\nArgan Export;Souss-Massa;info@argan.example;oui;{on}"));

        Assert.Equal(new DateOnly(2024, 3, 15), row.Reading.Contact!.Consent!.On);
    }

    [Fact]
    public async Task A_text_that_is_cut_within_a_sign_costs_no_file()
    {
        var row = Assert.Single(await Judged.TextAsync($"Raison sociale;Région;Produits\r\nArgan Export;Souss-Massa;{new string('a', 499)}🌿 bio"));

        Assert.Equal((Verdict.Warn, new string('a', 499)), (row.Verdict, row.Reading.Draft!.Products));
    }
}
