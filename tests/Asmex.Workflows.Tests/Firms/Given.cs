using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Firms;

/// <summary>People and firms that the tests of the registry begin with.</summary>
internal static class Given
{
    public static Actor Delegate { get; } = new(Guid.CreateVersion7(), "Karim Idrissi", "fr", [new Holding(Roles.Delegate, "MA-09")]);

    public static Actor DelegateOfTheNorth { get; } = new(Guid.CreateVersion7(), "Salma Bennani", "fr", [new Holding(Roles.Delegate, "MA-01")]);

    public static Actor Auditor { get; } = new(Guid.CreateVersion7(), "Omar Tazi", "fr", [new Holding(Roles.Auditor, null)]);

    public static FirmDraft Draft { get; } = new("Coopérative Argan Tiznit", "MA-09", "produits-terroir", "تعاونية أركان تيزنيت",
        Ice: "900000001000078", LegalForm: LegalForm.Cooperative, City: "Tiznit", Phone: "05 28 86 12 34", WomenLed: true);

    public static ContactDraft Contact { get; } = new("Fatima Alaoui", "ar", "fatima.alaoui@argan-tiznit.example", Role: "Présidente",
        ArabicName: "فاطمة العلوي", IsMain: true, Consent: new Consent(ConsentBasis.Given, new DateOnly(2026, 3, 15), "Formulaire du salon SIAM 2026"));

    public static Task<Firm> FirmAsync(TestDatabase database, FirmDraft? draft = null, ContactDraft? contact = null, Actor? actor = null) =>
        database.RunAsync<AddFirm, Firm>(verb => verb.RunAsync(draft ?? Draft, contact, "visite", actor ?? Delegate, default));
}
