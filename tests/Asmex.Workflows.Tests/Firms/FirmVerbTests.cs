using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms;

public sealed class FirmVerbTests
{
    [DatabaseTheory]
    public async Task A_firm_is_added_changed_and_remembered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Given.Contact);

        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft with { Staff = 41 }, firm.Version, Given.Delegate, default));
        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(firm.Id, Given.Contact with { Email = "contact@argan.example" }, Given.Delegate, default));

        await using var scope = database.Scope();
        var stored = await scope.Db.Set<Firm>().Include(f => f.Contacts).SingleAsync();
        Assert.Equal((41, 2, "Karim Idrissi"), (stored.Staff, stored.Contacts.Count, stored.ChangedBy));
        Assert.Equal(["Fiche de Coopérative Argan Tiznit créée", "Fiche de Coopérative Argan Tiznit modifiée", "Contact ajouté : Fatima Alaoui"],
            (await scope.Db.Set<HistoryEntry>().Where(h => h.FirmId == firm.Id).OrderBy(h => h.Id).ToListAsync()).Select(h => h.In("fr")));
    }

    [DatabaseTheory]
    public async Task Two_firms_never_share_a_company_number(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => Given.FirmAsync(database, Given.Draft with { Name = "Autre", Ice = "900000001000175" }));

        Assert.Equal("L'ICE 900000001000175 est déjà celui de Coopérative Argan Tiznit (Souss-Massa) : complétez sa fiche au lieu d'en créer une autre.", refusal.In("fr"));
    }

    [DatabaseTheory]
    public async Task Of_two_who_add_the_same_company_at_once_one_is_refused_in_words(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Given.FirmAsync(database);
                return "added";
            }
            catch (RuleBrokenException refusal)
            {
                return refusal.Key;
            }
        }));

        Assert.Single(both, "added");
        Assert.Equal(3, both.Count(answer => answer == "Firms.IceTaken"));
    }

    [DatabaseTheory]
    public async Task A_stale_form_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft with { Staff = 41 }, firm.Version, Given.Delegate, default));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft with { Staff = 7 }, firm.Version, Given.Delegate, default)));

        await using var scope = database.Scope();
        Assert.Equal("Firms.ChangedMeanwhile", refusal.Key);
        Assert.Equal(41, (await scope.Db.Set<Firm>().SingleAsync()).Staff);
    }

    [DatabaseTheory]
    public async Task A_stale_form_brings_no_withdrawn_consent_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: Given.Contact);
        var (id, seen) = (firm.Contacts[0].Id, firm.Contacts[0].Stamp());
        await database.RunAsync<ChangeContact, Contact>(verb => verb.RunAsync(firm.Id, id, Given.Contact with { Consent = null, Seen = seen }, Given.Delegate, default));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            database.RunAsync<ChangeContact, Contact>(verb => verb.RunAsync(firm.Id, id, Given.Contact with { Role = "Gérante", Seen = seen }, Given.Delegate, default)));

        await using var scope = database.Scope();
        Assert.Equal("Firms.ContactChangedMeanwhile", refusal.Key);
        Assert.Null((await scope.Db.Set<Contact>().SingleAsync()).Consent);
    }

    [DatabaseTheory]
    public async Task A_firm_of_another_region_is_not_there_and_a_reader_may_not_write(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);

        await Assert.ThrowsAsync<NothingThereException>(() =>
            database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft, firm.Version, Given.DelegateOfTheNorth, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => Given.FirmAsync(database, Given.Draft with { Ice = null }, actor: Given.DelegateOfTheNorth));
        await Assert.ThrowsAsync<NothingThereException>(() =>
            database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft with { Region = "MA-01" }, firm.Version, Given.Delegate, default)));
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft, firm.Version, Given.Auditor, default)));

        await using var scope = database.Scope();
        Assert.Equal("Firms.MayNotWrite", refusal.Key);
        Assert.Single(await scope.Db.Set<Firm>().SeenBy(Given.Auditor).ToListAsync());
        Assert.Empty(await scope.Db.Set<Firm>().SeenBy(Given.DelegateOfTheNorth).ToListAsync());
    }

    [DatabaseTheory]
    public async Task First_exports_are_counted_by_region_and_year(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        foreach (var (number, on) in new[] { (11, new DateOnly(2025, 5, 2)), (12, new DateOnly(2026, 2, 3)), (13, new DateOnly(2026, 12, 31)) })
        {
            var firm = await Given.FirmAsync(database, Given.Draft with { Ice = Ice.Of(900_000_000 + number).Digits });
            await database.RunAsync<RecordConversion, Conversion>(verb => verb.RunAsync(new ConversionRequest(firm.Id, on, "DUM"), Given.Delegate, default));
        }

        await using var scope = database.Scope();
        Assert.Equal([new ConversionCount("MA-09", 2025, 1), new ConversionCount("MA-09", 2026, 2)], await scope.Db.CountConversionsAsync(default));
    }

    [DatabaseTheory]
    public async Task A_first_export_is_not_a_mere_status(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<RecordExportStatus>(verb =>
            verb.RunAsync(firm.Id, ExportStatus.FirstTime, new DateOnly(2026, 1, 1), null, Given.Delegate, default)));
        await database.RunAsync<RecordExportStatus>(verb => verb.RunAsync(firm.Id, ExportStatus.Regular, new DateOnly(2026, 1, 1), "Office des changes", Given.Delegate, default));

        await using var scope = database.Scope();
        Assert.Equal("Firms.FirstExportIsAConversion", refusal.Key);
        Assert.Equal(ExportStatus.Regular, (await scope.Db.Set<Firm>().SingleAsync()).ExportStatus);
    }

    [DatabaseTheory]
    public async Task A_need_is_recorded_and_closed_with_what_became_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);

        var need = await database.RunAsync<RecordNeed, Need>(verb =>
            verb.RunAsync(new NeedRequest(firm.Id, NeedCategory.Certification, "Certification bio pour l'Allemagne", NeedUrgency.High), Given.Delegate, default));
        await database.RunAsync<CloseNeed>(verb => verb.RunAsync(need.Id, "Orientée vers l'appui de Maroc PME", Given.Delegate, default));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<CloseNeed>(verb => verb.RunAsync(need.Id, "x", Given.DelegateOfTheNorth, default)));

        await using var scope = database.Scope();
        var stored = await scope.Db.Set<Need>().SingleAsync();
        Assert.Equal((NeedState.Closed, "MA-09", "produits-terroir"), (stored.State, stored.Region, stored.Sector));
    }

    [DatabaseTheory]
    public async Task Firms_are_found_whatever_the_script_the_case_and_the_accents(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database);
        await Given.FirmAsync(database, Given.Draft with { Name = "Sté Atlas Pêche", ArabicName = null, City = "Agadir", Ice = null });

        await using var scope = database.Scope();
        async Task<int> Found(string typed) => await (await scope.Db.FirmsLikeAsync(new FirmFilter(typed), Given.Delegate, default)).CountAsync();
        Assert.Equal(1, await Found("ARGAN cooperative"));
        Assert.Equal(1, await Found("أركان"));
        Assert.Equal(1, await Found("اركان تعاونيه"));
        Assert.Equal(1, await Found("peche"));
        Assert.Equal(1, await Found("tiznit"));
        Assert.Equal(1, await Found("900000001"));
        Assert.Equal(2, await Found(" "));
        Assert.Equal(0, await Found("100%"));
        Assert.Equal(0, await Found("argan agadir"));
    }
}
