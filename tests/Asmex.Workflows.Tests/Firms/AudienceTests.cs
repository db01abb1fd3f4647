using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms;

public sealed class AudienceTests
{
    private static readonly Audience _south = new(Regions: ["MA-09"]);

    [DatabaseTheory]
    public async Task Each_firm_gets_one_letter_or_a_reason_why_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var reached = await FirmAsync(database, 1, Given.Contact, Given.Contact with { Email = "contact@argan.example", IsMain = false });
        await FirmAsync(database, 2);
        await FirmAsync(database, 3, Given.Contact with { Email = null, Phone = "0661234567" });
        await FirmAsync(database, 4, Given.Contact with { Email = "a.tazi@deux.example", Consent = null });
        var left = await FirmAsync(database, 5, Given.Contact with { Email = "b.tazi@trois.example" });
        await database.RunAsync<OptOut>(verb => verb.RunAsync(left.Contacts[0].Id, "lien du message", Actor.Guest("Trois", "fr"), default));

        var selection = await SelectAsync(database, _south);

        var member = Assert.Single(selection.Members);
        Assert.Equal((reached.Id, "fatima.alaoui@argan-tiznit.example", "ar"), (member.FirmId, member.Email, member.Language));
        Assert.Equal(("تعاونية أركان تيزنيت", "فاطمة العلوي"), (member.FirmName, member.ContactName));
        Assert.Equal([LeftOutReason.NoContact, LeftOutReason.NoAddress, LeftOutReason.NoConsent, LeftOutReason.OptedOut],
            selection.LeftOut.OrderBy(f => f.FirmName, StringComparer.Ordinal).Select(f => f.Reason));
        Assert.All(selection.LeftOut, f => Assert.DoesNotContain("Firms.", f.ReasonIn("ar"), StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task Saying_no_holds_for_the_address_at_every_firm_and_after_a_new_import(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await FirmAsync(database, 1, Given.Contact);
        await FirmAsync(database, 2, Given.Contact with { Email = "FATIMA.ALAOUI@argan-tiznit.example" });

        await database.RunAsync<OptOut>(verb => verb.RunAsync(first.Contacts[0].Id, "appel", Given.Delegate, default));
        await database.RunAsync<OptOut>(verb => verb.RunAsync(first.Contacts[0].Id, "encore", Given.Delegate, default));
        await FirmAsync(database, 3, Given.Contact);

        var selection = await SelectAsync(database, _south);
        await using var scope = database.Scope();
        Assert.Empty(selection.Members);
        Assert.Equal([LeftOutReason.OptedOut, LeftOutReason.OptedOut, LeftOutReason.Suppressed], selection.LeftOut.Select(f => f.Reason).Order());
        Assert.Equal(Emails.HashOf("fatima.alaoui@argan-tiznit.example"), (await scope.Db.Set<Suppression>().SingleAsync()).AddressHash);
        Assert.All(await scope.Db.Set<Contact>().Where(c => c.OptedOutAt != null).ToListAsync(), c => Assert.Equal("appel", c.OptOutSource));
    }

    [DatabaseTheory]
    public async Task Each_criterion_narrows_and_an_absent_one_does_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var argan = await FirmAsync(database, 1, Given.Contact with { Email = "contact@un.example" });
        var fish = await Given.FirmAsync(database, Given.Draft with { Name = "Pêche", Sector = "produits-mer", Ice = null }, Given.Contact with { Email = "contact@deux.example", Language = "fr" });
        await database.RunAsync<RecordExportStatus>(verb => verb.RunAsync(fish.Id, ExportStatus.Regular, new DateOnly(2026, 1, 1), null, Given.Delegate, default));

        async Task<IEnumerable<Guid>> Chosen(Audience audience) => (await SelectAsync(database, audience)).Members.Select(m => m.FirmId);
        Assert.Equal([argan.Id, fish.Id], await Chosen(_south));
        Assert.Equal([fish.Id], await Chosen(_south with { Sectors = ["produits-mer", "agriculture"] }));
        Assert.Equal([argan.Id], await Chosen(new Audience(Statuses: [ExportStatus.Unknown, ExportStatus.Potential])));
        Assert.Equal([argan.Id], await Chosen(new Audience(FirmIds: [argan.Id])));
        Assert.Equal([fish.Id], await Chosen(_south with { Language = "fr" }));
        Assert.Empty(await Chosen(new Audience(Regions: ["MA-01"])));
        Assert.Equal(LeftOutReason.OtherLanguage, Assert.Single((await SelectAsync(database, _south with { Language = "fr" })).LeftOut).Reason);
    }

    [DatabaseTheory]
    public async Task Nobody_writes_to_the_whole_register_by_leaving_everything_empty(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => SelectAsync(database, new Audience(Regions: [], Language: "fr")));

        Assert.Equal("Firms.AudienceIsEverybody", refusal.Key);
    }

    private static Task<AudienceSelection> SelectAsync(TestDatabase database, Audience audience) =>
        database.RunAsync<SelectAudience, AudienceSelection>(verb => verb.RunAsync(audience, default));

    private static async Task<Firm> FirmAsync(TestDatabase database, int number, params ContactDraft[] contacts)
    {
        var draft = Given.Draft with { Name = $"Coopérative {number}", Ice = Ice.Of(900_000_100 + number).Digits };
        var firm = await Given.FirmAsync(database, draft, contacts.FirstOrDefault());
        foreach (var contact in contacts.Skip(1))
        {
            await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(firm.Id, contact, Given.Delegate, default));
        }

        return firm;
    }
}
