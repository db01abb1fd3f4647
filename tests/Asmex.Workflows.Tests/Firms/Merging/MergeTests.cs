using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Merging;

public sealed class MergeTests
{
    private static readonly Actor _centre = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);
    private static readonly ContactDraft _office = new("Bureau", "fr", "contact@argan-tiznit.example", IsMain: true);

    [DatabaseTheory]
    public async Task The_file_kept_takes_over_what_was_chosen_and_everything_that_happened(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact, _office);
        var need = await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Certification, "Certification bio"), Given.Delegate, default));
        await database.RunAsync<RecordVisit, FirmNote>(verb => verb.RunAsync(twins.Thin.Id, new FirmNoteDraft(FirmNoteKind.Visit, new DateOnly(2027, 1, 3), "Atelier vu"), null, Given.Delegate, default));

        await twins.MergeAsync(database, null, MergeField.Staff, MergeField.Products);

        var (full, thin) = await twins.FilesAsync(database);
        Assert.Equal((full.Id, 25, "Huile d'argan", "Coopérative Argan Tiznit", "+212528861234", "+212528869999"), (thin.MergedIntoId, full.Staff, full.Products, full.Name, full.Phone, full.OtherPhones));
        Assert.Equal(["contact@argan-tiznit.example", "fatima.alaoui@argan-tiznit.example"], full.Contacts.Select(c => c.Email).Order());
        await using var scope = database.Scope();
        Assert.Equal(full.Id, (await scope.Db.Set<Need>().SingleAsync(n => n.Id == need.Id)).FirmId);
        Assert.Equal([full.Id], await scope.Db.Set<Firm>().Select(f => f.Id).ToListAsync());
        Assert.Equal([full.Id], await (await scope.Db.FirmsLikeAsync(new FirmFilter("0528869999"), Given.Delegate, default)).Select(f => f.Id).ToListAsync());
        Assert.Equal(["La fiche de Coopérative Argan Tiznit a repris celle de Coop. Argane Tiznit"],
            (await scope.Db.Set<HistoryEntry>().Where(h => h.Key == "History.FirmsMerged" && h.FirmId == full.Id).ToListAsync()).Select(h => h.In("fr")));
    }

    [DatabaseTheory]
    public async Task An_open_need_lies_where_its_firm_does_and_a_closed_one_where_it_was_counted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, thinDraft: Twins.ThinDraft with { Region = "MA-01" }, thinActor: Given.DelegateOfTheNorth);
        var open = await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Certification, "Certification bio"), Given.DelegateOfTheNorth, default));
        var closed = await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Other, "Emballage"), Given.DelegateOfTheNorth, default));
        await database.RunAsync<CloseNeed>(verb => verb.RunAsync(closed.Id, "Fournisseur trouvé", Given.DelegateOfTheNorth, default));

        var merge = await twins.MergeAsync(database, _centre);
        await database.RunAsync<EscalateNeed>(verb => verb.RunAsync(open.Id, "Aucun organisme dans la région", Given.Delegate, default));
        Assert.Equal(["MA-01", "MA-09"], await RegionsAsync());
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, _centre, default));
        Assert.Equal(["MA-01", "MA-01"], await RegionsAsync());
        var (_, thin) = await twins.FilesAsync(database);
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(thin.Id, Twins.ThinDraft with { Region = "MA-03" }, thin.Version, _centre, default));
        Assert.Equal(["MA-01", "MA-03"], await RegionsAsync());

        async Task<List<string>> RegionsAsync()
        {
            await using var scope = database.Scope();
            return await scope.Db.Set<Need>().OrderBy(n => n.Region).Select(n => n.Region).ToListAsync();
        }
    }

    [DatabaseTheory]
    public async Task Verbs_follow_a_merge_and_a_stale_form_is_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);
        await twins.MergeAsync(database);

        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(twins.Thin.Id, _office, Given.Delegate, default));
        await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Other, "Emballage"), Given.Delegate, default));
        var stale = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(twins.Thin.Id, Twins.ThinDraft, twins.Thin.Version, Given.Delegate, default)));
        var audience = await database.RunAsync<SelectAudience, AudienceSelection>(verb => verb.RunAsync(new Audience(FirmIds: [twins.Thin.Id]), default));

        await using var scope = database.Scope();
        Assert.Equal("Merging.MergedMeanwhile", stale.Key);
        Assert.Equal(twins.Full.Id, (await scope.Db.Set<Contact>().SingleAsync()).FirmId);
        Assert.Equal(twins.Full.Id, (await scope.Db.Set<Need>().SingleAsync()).FirmId);
        Assert.Equal(twins.Full.Id, Assert.Single(audience.Members).FirmId);
    }

    [DatabaseTheory]
    [Row(true)]
    [Row(false)]
    public async Task A_no_of_either_file_holds(DatabaseKind kind, bool saidToKept)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact, Given.Contact);
        await using (var scope = database.Scope())
        {
            // A list that says no marks the one contact only.
            var said = await scope.Db.Set<Contact>().SingleAsync(c => c.FirmId == (saidToKept ? twins.Full.Id : twins.Thin.Id));
            said.OptOut("Liste de la chambre", TestDatabase.Start);
            await scope.Db.SaveChangesAsync();
        }

        var merge = await twins.MergeAsync(database);

        Assert.Equal("Liste de la chambre", Assert.Single((await twins.FilesAsync(database)).Full.Contacts).OptOutSource);
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));
        var (full, thin) = await twins.FilesAsync(database);
        Assert.NotNull(Assert.Single(full.Contacts).OptedOutAt);
        Assert.Equal(saidToKept, Assert.Single(thin.Contacts).OptedOutAt is null);
    }

    [DatabaseTheory]
    public async Task A_consent_of_the_other_file_comes_with_its_proof_and_goes_with_the_undo(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact with { Consent = null }, Given.Contact);

        var merge = await twins.MergeAsync(database);
        Assert.Equal("Formulaire du salon SIAM 2026", Assert.Single((await twins.FilesAsync(database)).Full.Contacts).ConsentSource);
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));

        var (full, thin) = await twins.FilesAsync(database);
        Assert.Equal((null, "Formulaire du salon SIAM 2026"), (Assert.Single(full.Contacts).Consent, Assert.Single(thin.Contacts).ConsentSource));
    }

    [DatabaseTheory]
    public async Task A_first_export_in_both_counts_once_and_the_earlier_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);
        var full = await ConvertAsync(database, twins.Full.Id, new DateOnly(2026, 5, 1));
        var thin = await ConvertAsync(database, twins.Thin.Id, new DateOnly(2025, 3, 2));
        twins = new Twins { Full = full, Thin = thin, Pair = twins.Pair };

        var merge = await twins.MergeAsync(database);

        Assert.Equal([new ConversionCount("MA-09", 2025, 1)], await CountAsync(database));
        Assert.Equal([new DateOnly(2025, 3, 2), new DateOnly(2026, 5, 1)], (await twins.FilesAsync(database)).Full.ExportChanges.Select(c => c.On).Order());
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => ConvertAsync(database, twins.Thin.Id, new DateOnly(2026, 6, 1)));
        Assert.Equal("Firms.AlreadyExporting", twice.Key);
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));
        Assert.Equal([new ConversionCount("MA-09", 2025, 1), new ConversionCount("MA-09", 2026, 1)], await CountAsync(database));
    }

    [DatabaseTheory]
    public async Task Invited_twice_to_the_same_it_is_one_firm_and_the_silent_letter_is_called_off(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact, _office);
        var round = await InviteBothAsync(database, twins);

        var merge = await twins.MergeAsync(database);

        await using (var scope = database.Scope())
        {
            var invitations = await scope.Db.Set<Invitation>().Where(i => i.RoundId == round && i.FirmId == twins.Full.Id).OrderBy(i => i.State).ToListAsync();
            Assert.Equal([(InvitationState.Answered, true), (InvitationState.Cancelled, false)], invitations.Select(i => (i.State, i.IsDouble)));
            var count = await InvitationCount.OfActionAsync(scope.Db, invitations[0].ActionId!.Value, default);
            Assert.Equal((1, 1, 1), (count.Invited, count.Answered, count.Yes));
        }

        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));
        await using var after = database.Scope();
        Assert.Equal([(twins.Thin.Id, InvitationState.Answered, false), (twins.Full.Id, InvitationState.Invited, false)],
            (await after.Db.Set<Invitation>().ToListAsync()).OrderBy(i => i.Reply is null).Select(i => (i.FirmId, i.State, i.IsDouble)));
    }

    [DatabaseTheory]
    public async Task Undone_both_files_are_as_they_were_and_what_came_since_stays_at_the_one_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, Given.Contact, _office);
        var need = await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Certification, "Certification bio"), Given.Delegate, default));
        await database.RunAsync<RecordExportStatus>(verb => verb.RunAsync(twins.Thin.Id, ExportStatus.Potential, new DateOnly(2026, 2, 1), null, Given.Delegate, default));
        twins = new Twins { Full = twins.Full, Thin = (await twins.FilesAsync(database)).Thin, Pair = twins.Pair };

        var merge = await twins.MergeAsync(database, null, MergeField.Staff, MergeField.Phone, MergeField.Name);
        var merged = (await twins.FilesAsync(database)).Full;
        Assert.Equal((ExportStatus.Potential, "+212528869999", "+212528861234"), (merged.ExportStatus, merged.Phone, merged.OtherPhones));
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(merged.Id, Twins.FullDraft with { Name = merged.Name, Phone = merged.Phone, OtherPhones = merged.OtherPhones, Staff = 31, Address = "Route d'Agadir" }, merged.Version, Given.Delegate, default));
        var since = await database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(twins.Thin.Id, NeedCategory.Other, "Emballage"), Given.Delegate, default));
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));

        var (full, thin) = await twins.FilesAsync(database);
        Assert.Equal(("Coopérative Argan Tiznit", 31, "Route d'Agadir", "+212528861234", null, ExportStatus.Unknown), (full.Name, full.Staff, full.Address, full.Phone, full.OtherPhones, full.ExportStatus));
        Assert.Equal(("Coop. Argane Tiznit", 25, "+212528869999", "+212528861234", ExportStatus.Potential, null), (thin.Name, thin.Staff, thin.Phone, thin.OtherPhones, thin.ExportStatus, thin.MergedIntoId));
        Assert.Equal(("fatima.alaoui@argan-tiznit.example", "contact@argan-tiznit.example"), (Assert.Single(full.Contacts).Email, Assert.Single(thin.Contacts).Email));
        Assert.Equal((0, 1), (full.ExportChanges.Count, thin.ExportChanges.Count));
        await using var scope = database.Scope();
        var needs = await scope.Db.Set<Need>().ToDictionaryAsync(n => n.Id, n => n.FirmId);
        Assert.Equal((thin.Id, full.Id), (needs[need.Id], needs[since.Id]));
        Assert.Equal(PairState.Open, (await scope.Db.Set<FirmPair>().SingleAsync()).State);
        Assert.Equal(2, await (await scope.Db.FirmsLikeAsync(new FirmFilter("tiznit"), Given.Delegate, default)).CountAsync());
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default)));
        Assert.Equal("Merging.UndoneAlready", twice.Key);
    }

    [DatabaseTheory]
    public async Task The_company_number_of_the_other_file_may_move_and_comes_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);

        // The file without a number is the one that stays.
        var merge = await database.RunAsync<MergeFirms, FirmMerge>(verb => verb.RunAsync(twins.Request([], keepsFull: false) with { FromOther = [MergeField.Ice] }, Given.Delegate, default));
        Assert.Equal("900000001000078", (await twins.FilesAsync(database)).Thin.Ice);
        await database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default));

        var (full, thin) = await twins.FilesAsync(database);
        Assert.Equal(("900000001000078", null), (full.Ice, thin.Ice));
    }

    [DatabaseTheory]
    public async Task What_was_changed_or_merged_meanwhile_is_refused_in_words(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);
        var third = await Given.FirmAsync(database, Twins.ThinDraft with { Name = "Argan Tiznit", Phone = "05 28 86 77 77" });
        await database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default));
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(twins.Thin.Id, Twins.ThinDraft with { Staff = 7 }, twins.Thin.Version, Given.Delegate, default));

        var changed = await Assert.ThrowsAsync<RuleBrokenException>(() => twins.MergeAsync(database));
        twins = new Twins { Full = twins.Full, Thin = (await twins.FilesAsync(database)).Thin, Pair = twins.Pair };
        var merge = await twins.MergeAsync(database);
        var merged = await Assert.ThrowsAsync<RuleBrokenException>(() => twins.MergeAsync(database));
        var aside = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<SetPairAside>(verb => verb.RunAsync(twins.Pair.Id, Given.Delegate, default)));
        await MergeOnAsync(database, third, await FirmAsync(database, twins.Full.Id));
        var since = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default)));

        Assert.Equal(("Merging.ChangedMeanwhile", "Merging.MergedAlready", "Merging.PairMerged", "Merging.KeptMergedSince"), (changed.Key, merged.Key, aside.Key, since.Key));
        Assert.Contains("Karim Idrissi", changed.In("fr"), StringComparison.Ordinal);
        await using var scope = database.Scope();
        Assert.Equal(third.Id, await scope.Db.KeptOfAsync(twins.Thin.Id, default));
        Assert.Equal(3, (await scope.Db.FamilyOfAsync([third.Id], default)).Count);
    }

    private static async Task MergeOnAsync(TestDatabase database, Firm kept, Firm other)
    {
        await using var scope = database.Scope();
        var (first, second) = FirmPair.Ordered(kept.Id, other.Id);
        var pair = await scope.Db.Set<FirmPair>().SingleAsync(p => p.FirstId == first && p.SecondId == second);
        var isFirst = first == kept.Id;
        await scope.Get<MergeFirms>().RunAsync(new MergeRequest(pair.Id, isFirst, [], isFirst ? kept.Version : other.Version, isFirst ? other.Version : kept.Version), Given.Delegate, default);
    }

    private static async Task<Firm> FirmAsync(TestDatabase database, Guid id)
    {
        await using var scope = database.Scope();
        return await scope.Db.Set<Firm>().AsNoTracking().SingleAsync(f => f.Id == id);
    }

    private static async Task<Firm> ConvertAsync(TestDatabase database, Guid firm, DateOnly on)
    {
        await database.RunAsync<RecordConversion, Conversion>(verb => verb.RunAsync(new ConversionRequest(firm, on, "DUM 7"), Given.Delegate, default));
        return await FirmAsync(database, firm);
    }

    private static async Task<IReadOnlyList<ConversionCount>> CountAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.CountConversionsAsync(default);
    }

    private static async Task<Guid> InviteBothAsync(TestDatabase database, Twins twins)
    {
        await using var scope = database.Scope();
        var action = Guid.CreateVersion7();
        var round = new InvitationRound(new RoundPlace("x1", "i1", null, action, "MA-09"), "invitation", new EventDetails(new Wording("Salon")), new Questions(), [], new DateOnly(2027, 1, 4), new DateOnly(2027, 2, 4))
        {
            Closes = new DateRule(new DateOnly(2027, 1, 4), 20),
        };
        scope.Db.Add(round);
        foreach (var contact in await scope.Db.Set<Contact>().ToListAsync())
        {
            var invitation = new Invitation(round, new AudienceMember(contact.FirmId, "x", "MA-09", contact.Id, contact.Name, contact.Email!, "fr"), TestDatabase.Start);
            if (contact.FirmId == twins.Thin.Id)
            {
                invitation.Answer(new AnswerDraft(Reply.Yes, 0, []), round, null, TestDatabase.Start);
            }

            scope.Db.Add(invitation);
        }

        await scope.Db.SaveChangesAsync();
        return round.Id;
    }
}
