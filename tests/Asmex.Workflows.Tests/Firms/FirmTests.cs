using Asmex.Workflows.Firms;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Firms;

public sealed class FirmTests
{
    private static readonly DateTimeOffset _now = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Keeps_what_was_typed_in_one_form()
    {
        var firm = New(Given.Draft with { Name = "  Coopérative Argan  Tiznit ", TradeRegister = "43 5971", Court = "Agadir", TaxId = "12345678", Staff = 12 });

        Assert.Equal("+212528861234", firm.Phone);
        Assert.Equal(("435971", "Agadir", "12345678"), (firm.TradeRegister, firm.Court, firm.TaxId));
        Assert.Equal(("900000001", FirmSize.Small, true), (firm.IceCompany, firm.Size, firm.IsCooperative));
        Assert.Equal("Coopérative Argan Tiznit", firm.Name);
        Assert.Subset(firm.SearchKey.Split(' ').ToHashSet(), new HashSet<string> { "cooperative", "argan", "tiznit", "تعاونيه", "اركان", "تيزنيت", "900000001000078", "528861234" });
        Assert.Equal("تعاونية أركان تيزنيت", firm.NameIn("ar"));
    }

    [Theory]
    [InlineData("Firms.NameMissing")]
    [InlineData("Regions.Unknown")]
    [InlineData("Firms.SectorUnknown")]
    [InlineData("Firms.IceLength")]
    [InlineData("Firms.IceDoubtful")]
    [InlineData("Firms.CourtMissing")]
    [InlineData("Firms.TradeRegisterNotDigits")]
    [InlineData("Firms.TaxIdNotDigits")]
    [InlineData("Firms.CnssNotDigits")]
    [InlineData("Firms.StaffAbsurd")]
    [InlineData("Formats.PhoneUnreadable")]
    [InlineData("Formats.TextTooLong")]
    public void Refuses_in_words_what_cannot_stand(string problem)
    {
        var draft = problem switch
        {
            "Firms.NameMissing" => Given.Draft with { Name = " \t" },
            "Regions.Unknown" => Given.Draft with { Region = "MA-13" },
            "Firms.SectorUnknown" => Given.Draft with { Sector = "épices" },
            "Firms.IceLength" => Given.Draft with { Ice = "90000000100007" },
            "Firms.IceDoubtful" => Given.Draft with { Ice = "900000001000079" },
            "Firms.CourtMissing" => Given.Draft with { TradeRegister = "435971" },
            "Firms.TradeRegisterNotDigits" => Given.Draft with { TradeRegister = "RC 12345678" },
            "Firms.TaxIdNotDigits" => Given.Draft with { TaxId = "123" },
            "Firms.CnssNotDigits" => Given.Draft with { Cnss = "12" },
            "Firms.StaffAbsurd" => Given.Draft with { Staff = -1 },
            "Formats.PhoneUnreadable" => Given.Draft with { Phone = "123" },
            _ => Given.Draft with { Name = new string('a', 201) },
        };

        var refusal = Assert.Throws<RuleBrokenException>(() => New(draft));

        Assert.Equal(problem, refusal.Key);
        Assert.All(Languages.All, language => Assert.DoesNotContain("{", refusal.In(language), StringComparison.Ordinal));
    }

    [Fact]
    public void A_doubtful_identifier_stands_once_a_person_confirmed_it()
    {
        var firm = New(Given.Draft with { Ice = "900000001000079", IceConfirmed = true });

        firm.Change(Given.Draft with { Ice = "900000001000079", Name = "Argan Tiznit" }, firm.Version, "Karim", _now);

        Assert.Equal(("900000001000079", "Argan Tiznit"), (firm.Ice, firm.Name));
    }

    [Fact]
    public void A_stale_form_is_refused_with_who_was_faster()
    {
        var firm = New(Given.Draft);
        var seen = firm.Version;
        firm.Change(Given.Draft with { Staff = 5 }, seen, "Nadia Alami", _now);

        var refusal = Assert.Throws<RuleBrokenException>(() => firm.Change(Given.Draft, seen, "Karim Idrissi", _now));

        Assert.Equal("La fiche a été modifiée entre-temps par Nadia Alami (lun. 4 janv. 2027, 08:00) : relisez-la, votre saisie est gardée ci-dessous.", refusal.In("fr"));
    }

    [Fact]
    public void Guesses_whether_an_address_is_a_persons_own()
    {
        var firm = New(Given.Draft);

        Assert.Equal(EmailKind.Named, firm.AddContact(Given.Contact, _now).Kind);
        Assert.Equal(EmailKind.Generic, firm.AddContact(Given.Contact with { Email = "Contact@ARGAN-tiznit.example" }, _now).Kind);
        Assert.Equal(EmailKind.Named, firm.AddContact(Given.Contact with { Email = "info@argan.example", Kind = EmailKind.Named }, _now).Kind);
    }

    [Fact]
    public void A_person_without_a_recorded_consent_is_not_written_to_and_an_office_is()
    {
        var firm = New(Given.Draft);

        Assert.Null(firm.AddContact(Given.Contact, _now).Obstacle);
        Assert.Equal(LeftOutReason.NoConsent, firm.AddContact(Given.Contact with { Email = "a.tazi@argan.example", Consent = null }, _now).Obstacle);
        Assert.Null(firm.AddContact(Given.Contact with { Email = "contact@argan.example", Consent = null }, _now).Obstacle);
        Assert.Equal(LeftOutReason.NoAddress, firm.AddContact(Given.Contact with { Email = null, Phone = "0661234567" }, _now).Obstacle);
    }

    [Fact]
    public void A_contact_can_be_reached_once_and_its_consent_has_a_past_and_a_source()
    {
        var firm = New(Given.Draft);
        firm.AddContact(Given.Contact, _now);

        Assert.Equal("Firms.ContactTwice", Refused(() => firm.AddContact(Given.Contact with { Email = "Fatima.Alaoui@argan-tiznit.example" }, _now)));
        Assert.Equal("Firms.ContactUnreachable", Refused(() => firm.AddContact(Given.Contact with { Email = " " }, _now)));
        Assert.Equal("Firms.ContactNameMissing", Refused(() => firm.AddContact(Given.Contact with { Name = "" }, _now)));
        Assert.Equal("Formats.EmailUnreadable", Refused(() => firm.AddContact(Given.Contact with { Email = "fatima@argan, info@argan.example" }, _now)));
        Assert.Equal("Firms.ConsentWithoutSource", Refused(() => firm.AddContact(
            Given.Contact with { Email = "x.y@argan.example", Consent = new Consent(ConsentBasis.Given, new DateOnly(2026, 1, 1), " ") }, _now)));
        Assert.Equal("Firms.DateToCome", Refused(() => firm.AddContact(
            Given.Contact with { Email = "x.y@argan.example", Consent = new Consent(ConsentBasis.Given, new DateOnly(2027, 1, 5), "visite") }, _now)));
    }

    [Fact]
    public void An_older_status_joins_the_history_and_the_latest_day_decides()
    {
        var firm = New(Given.Draft);

        firm.Stand(ExportStatus.Potential, new DateOnly(2026, 6, 1), null, "Karim", _now);
        firm.Stand(ExportStatus.NonExporter, new DateOnly(2024, 1, 1), "questionnaire", "Karim", _now);

        Assert.Equal((ExportStatus.Potential, new DateOnly(2026, 6, 1)), (firm.ExportStatus, firm.ExportStatusOn));
        Assert.Equal(2, firm.ExportChanges.Count);
        Assert.Equal("Firms.DateToCome", Assert.Throws<RuleBrokenException>(() => firm.Stand(ExportStatus.Lapsed, new DateOnly(2027, 1, 5), null, "Karim", _now)).Key);
    }

    [Fact]
    public void A_first_export_counts_once_and_with_its_proof()
    {
        var firm = New(Given.Draft);
        var request = new ConversionRequest(firm.Id, new DateOnly(2026, 12, 20), "DUM 309-2026-00451", "France");

        Assert.Equal("Firms.EvidenceMissing", Assert.Throws<RuleBrokenException>(() => firm.Convert(request with { Evidence = " " }, "Karim", _now)).Key);
        var conversion = firm.Convert(request, "Karim", _now);

        Assert.Equal(("MA-09", new DateOnly(2026, 12, 20), "France"), (conversion.Region, conversion.On, conversion.Market));
        Assert.Equal(ExportStatus.FirstTime, firm.ExportStatus);
        Assert.Equal("Firms.AlreadyExporting", Assert.Throws<RuleBrokenException>(() => firm.Convert(request, "Karim", _now)).Key);
    }

    private static string Refused(Func<Contact> add) => Assert.Throws<RuleBrokenException>(add).Key;

    private static Firm New(FirmDraft draft) => new(draft, "visite", "Karim Idrissi", _now);
}
