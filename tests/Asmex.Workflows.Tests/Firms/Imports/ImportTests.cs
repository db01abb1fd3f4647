using System.Text;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Firms.Merging;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Imports;

public sealed class ImportTests
{
    private const string Argan = "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;Agriculture;25;Hassan Tazi;hassan@argan.example;0528861234;régulière;oui;15/03/2024";
    private const string Zellige = ";Zellige Export;;Souss-Massa;Agadir;;3;;info@zellige.example;;;non;";
    private const string ZelligeAgain = "910700007000060;Zellige Export;;Souss-Massa;Agadir;;4;;info@zellige.example;;;;";
    private const string North = ";Rif Textile;;Tanger-Tétouan-Al Hoceïma;Tanger;;;;;;;;";
    private const string Broken = "12;Cuir;;Souss-Massa;Agadir;;;;;;;;";

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Officer, null)]);

    [DatabaseTheory]
    public async Task A_file_becomes_firms_and_one_line_of_history_and_is_undone_whole(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var known = await Given.FirmAsync(database, contact: Given.Contact);
        var import = await CheckedAsync(database, Officer, Argan, Zellige, ZelligeAgain, North, Broken);
        Assert.Equal((2, 0, 2, 0, 1), await CountsAsync(database, import.Id));

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        await using (var scope = database.Scope())
        {
            Assert.Equal(ImportState.Committed, (await scope.Db.Set<FirmImport>().SingleAsync(i => i.Id == import.Id)).State);
            Assert.Equal(3, await scope.Db.Set<Firm>().CountAsync());
            var firm = await scope.Db.Set<Firm>().Include(f => f.Contacts).SingleAsync(f => f.Id == known.Id);
            Assert.Equal((25, ExportStatus.Regular, 2), (firm.Staff, firm.ExportStatus, firm.Contacts.Count));
            var zellige = await scope.Db.Set<Firm>().Include(f => f.Contacts).SingleAsync(f => f.Name == "Zellige Export");
            Assert.Equal(("910700007000060", 4), (zellige.Ice, zellige.Staff));
            Assert.NotNull(Assert.Single(zellige.Contacts).OptedOutAt);
            Assert.Single(await scope.Db.Set<HistoryEntry>().Where(h => h.Key == "History.ImportCommitted").ToListAsync());
        }

        await database.RunAsync<UndoImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        await using (var scope = database.Scope())
        {
            var firm = await scope.Db.Set<Firm>().Include(f => f.Contacts).Include(f => f.ExportChanges).SingleAsync();
            Assert.Equal((known.Id, null, ExportStatus.Unknown, known.Name, known.City), (firm.Id, firm.Staff, firm.ExportStatus, firm.Name, firm.City));
            Assert.Equal(("fatima.alaoui@argan-tiznit.example", 0), (Assert.Single(firm.Contacts).Email, firm.ExportChanges.Count));
            Assert.Equal((ImportState.Undone, 0), (await scope.Db.Set<FirmImport>().Select(i => new ValueTuple<ImportState, int>(i.State, i.Kept)).SingleAsync()));
        }
    }

    [DatabaseTheory]
    public async Task An_undo_leaves_what_was_changed_or_used_since(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Officer, Zellige, North, ";Atlas Tapis;;Fès-Meknès;Fès;;;;;;;;");
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);
        await using (var scope = database.Scope())
        {
            var visited = await scope.Db.Set<Firm>().SingleAsync(f => f.Name == "Atlas Tapis");
            await scope.Get<RecordVisit>().RunAsync(visited.Id, new FirmNoteDraft(FirmNoteKind.Visit, new DateOnly(2027, 1, 4), "Atelier visité."), need: null, Officer, default);
            var firm = await scope.Db.Set<Firm>().SingleAsync(f => f.Name == "Rif Textile");
            await scope.Get<RecordNeed>().RunAsync(new NeedRequest(firm.Id, NeedCategory.Finance, "Un crédit à l'export"), Officer, default);
        }

        await database.RunAsync<UndoImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        await using var after = database.Scope();
        Assert.Equal(["Atlas Tapis", "Rif Textile"], await after.Db.Set<Firm>().OrderBy(f => f.Name).Select(f => f.Name).ToListAsync());
        Assert.Equal(2, (await after.Db.Set<FirmImport>().SingleAsync()).Kept);
    }

    [DatabaseTheory]
    public async Task A_row_of_a_merged_file_meets_the_one_that_stands_and_an_undo_leaves_both(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);
        var before = await CheckedAsync(database, Officer, "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;44;;;;;;");
        await database.RunAsync<MergeFirms, FirmMerge>(verb => verb.RunAsync(twins.Request([], keepsFull: false), Given.Delegate, default));

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(before.Id, Officer, default));
        await WorkAsync(database);
        Assert.Equal((44, 1), ((await twins.FilesAsync(database)).Thin.Staff, await FirmsAsync(database)));

        var after = await CheckedAsync(database, Officer, "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;;;;;;;");
        Assert.Equal((0, 0, 0, 1, 0), await CountsAsync(database, after.Id));
        await using (var scope = database.Scope())
        {
            Assert.Equal(twins.Thin.Id, (await scope.Db.Set<ImportRow>().SingleAsync(r => r.ImportId == after.Id)).FirmId);
        }

        await database.RunAsync<UndoImport>(verb => verb.RunAsync(before.Id, Officer, default));
        await WorkAsync(database);
        Assert.Equal(1, await FirmsAsync(database));
    }

    [DatabaseTheory]
    [Row("0528869999", "+212528869999", "+212528861234")]
    [Row("0661234567", "+212661234567", "+212528861234")]
    public async Task A_row_takes_no_phone_away(DatabaseKind kind, string phone, string first, string further)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database, Given.Draft with { OtherPhones = first == "+212528869999" ? first : null });
        var import = await CheckedAsync(database, Officer, $"900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;25;;;{phone};;;");

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        await using var scope = database.Scope();
        var firm = await scope.Db.Set<Firm>().SingleAsync();
        Assert.Equal((first, further), (firm.Phone, firm.OtherPhones));
    }

    [DatabaseTheory]
    public async Task A_no_of_a_row_that_names_nobody_holds_for_the_firm(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database, contact: Given.Contact);
        var import = await CheckedAsync(database, Officer, "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;;;;;;non;");
        Assert.Equal((0, 0, 1, 0, 0), await CountsAsync(database, import.Id));

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        await using var scope = database.Scope();
        var contact = await scope.Db.Set<Contact>().SingleAsync();
        Assert.Equal((LeftOutReason.OptedOut, "Chambre de Souss-Massa (chambre.csv)"), (contact.Obstacle, contact.OptOutSource));
    }

    [DatabaseTheory]
    public async Task Who_dies_in_a_commit_leaves_it_to_the_next(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var rows = Enumerable.Range(1, 1_200).Select(i => $"{Ice.Of(800_000_000 + i)};Firme {i} SARL;;Souss-Massa;Agadir;;;;info@firme{i}.example;;;;").ToArray();
        var import = await CheckedAsync(database, Officer, rows);
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        using var death = new CancellationTokenSource();
        await using (var scope = database.Scope())
        {
            scope.Db.SavedChanges += (_, _) => death.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.Get<WorkOnImports>().RunAsync(death.Token));
        }

        var between = await FirmsAsync(database);
        Assert.True(between < 1_200);
        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await WorkAsync(database);

        Assert.Equal(1_200, await FirmsAsync(database));
    }

    [DatabaseTheory]
    public async Task A_stopped_commit_goes_on_or_is_undone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Officer, Zellige, North);
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await database.RunAsync<StopImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);
        Assert.Equal(0, await FirmsAsync(database));

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);

        Assert.Equal(2, await FirmsAsync(database));
    }

    [DatabaseTheory]
    public async Task A_mended_row_is_judged_again_with_the_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Officer, Broken, North);

        await using (var before = database.Scope())
        {
            var broken = await before.Db.Set<ImportRow>().SingleAsync(r => r.ImportId == import.Id && r.Number == 2);
            Assert.Contains("12", Assert.Single(broken.Reasons).In("fr"), StringComparison.Ordinal);
        }

        await database.RunAsync<MendRow>(verb => verb.RunAsync(import.Id, 2, ["900000002000051", "Cuir", "", "Souss-Massa", "Agadir", "", "", "", "", "", "", "", ""], Officer, default));
        await WorkAsync(database);

        Assert.Equal((2, 0, 0, 0, 0), await CountsAsync(database, import.Id));
    }

    [DatabaseTheory]
    public async Task A_row_of_which_nothing_is_left_is_no_firm(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Officer, Zellige, North);

        await database.RunAsync<MendRow>(verb => verb.RunAsync(import.Id, 2, [.. Enumerable.Repeat("", 13)], Officer, default));
        await WorkAsync(database);

        Assert.Equal((1, 0, 0, 0, 1), await CountsAsync(database, import.Id));
        await using var scope = database.Scope();
        Assert.Equal([Verdict.Reject, Verdict.New], (await scope.Db.Set<ImportRow>().OrderBy(r => r.Number).ToListAsync()).Select(r => r.Verdict));
    }

    [DatabaseTheory]
    public async Task A_delegate_brings_in_firms_of_the_own_region_only_and_nobody_elses_import_is_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var import = await CheckedAsync(database, Given.Delegate, Zellige, North);

        Assert.Equal((1, 0, 0, 0, 1), await CountsAsync(database, import.Id));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Given.DelegateOfTheNorth, default)));
        await Assert.ThrowsAsync<RuleBrokenException>(() => TakeAsync(database, Given.Auditor, Zellige));
    }

    [DatabaseTheory]
    public async Task A_row_neither_changes_nor_names_a_firm_of_another_region(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var theirs = await CheckedAsync(database, Officer, "910700007000060;Rif Textile;;Tanger-Tétouan-Al Hoceïma;Tanger;;;;;;;;");
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(theirs.Id, Officer, default));
        await WorkAsync(database);

        var import = await CheckedAsync(database, Given.Delegate, "910700007000060;Rif Pris;;Souss-Massa;Agadir;;9;;;;;;");

        Assert.Equal((0, 0, 0, 0, 1), await CountsAsync(database, import.Id));
        await using var scope = database.Scope();
        var row = await scope.Db.Set<ImportRow>().SingleAsync(r => r.ImportId == import.Id);
        Assert.Equal("Imports.FirmElsewhere", Assert.Single(row.Reasons).Key);
        Assert.DoesNotContain("Rif Textile", row.Reasons[0].In("fr"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_firm_that_moved_to_another_region_since_the_check_is_left(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await CheckedAsync(database, Officer, ZelligeAgain);
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(first.Id, Officer, default));
        await WorkAsync(database);
        var import = await CheckedAsync(database, Given.Delegate, ZelligeAgain.Replace(";4;", ";9;", StringComparison.Ordinal));
        Assert.Equal((0, 0, 1, 0, 0), await CountsAsync(database, import.Id));
        await using (var scope = database.Scope())
        {
            await scope.Db.Set<Firm>().ExecuteUpdateAsync(set => set.SetProperty(f => f.Region, "MA-01"));
        }

        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Given.Delegate, default));
        await WorkAsync(database);

        await using var after = database.Scope();
        Assert.Equal(("MA-01", 4), await after.Db.Set<Firm>().Select(f => new ValueTuple<string, int?>(f.Region, f.Staff)).SingleAsync());
    }

    [DatabaseTheory]
    public async Task Who_lost_the_region_brings_nothing_in(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Given.Delegate, Zellige);
        var moved = new Actor(Given.Delegate.PersonId, Given.Delegate.Name, "fr", [new Holding(Roles.Delegate, "MA-01")]);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, moved, default)));

        Assert.Equal("Firms.MayNotWrite", refusal.Key);
    }

    [DatabaseTheory]
    public async Task An_import_that_cannot_be_done_says_so_and_the_next_is_done(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var lost = await TakeAsync(database, Officer, Zellige);
        await database.RunAsync<MapImport>(verb => verb.RunAsync(lost.Id, lost.Mapping.Fields, Officer, default));
        await using (var scope = database.Scope())
        {
            scope.Get<ImportFiles>().Drop(lost.Id);
        }

        var next = await CheckedAsync(database, Officer, North);

        Assert.Equal((1, 0, 0, 0, 0), await CountsAsync(database, next.Id));
        await using var after = database.Scope();
        Assert.Equal(ImportState.Failed, (await after.Db.Set<FirmImport>().SingleAsync(i => i.Id == lost.Id)).State);
    }

    [DatabaseTheory]
    public async Task A_mended_cell_is_no_longer_than_one_of_a_file(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, Officer, Zellige);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<MendRow>(verb => verb.RunAsync(import.Id, 2, [new string('x', 5_001)], Officer, default)));

        Assert.Equal("Imports.CellTooLong", refusal.Key);
    }

    [DatabaseTheory]
    public async Task The_mapping_of_a_sender_is_remembered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await TakeAsync(database, Officer, Zellige);
        var fields = first.Mapping.Fields.ToArray();
        fields[6] = Workflows.Firms.Imports.Mapping.ImportField.Ignored;
        await database.RunAsync<MapImport>(verb => verb.RunAsync(first.Id, fields, Officer, default));

        var second = await TakeAsync(database, Officer, North);

        Assert.Equal(fields, second.Mapping.Fields);
    }

    [DatabaseTheory]
    public async Task A_list_without_days_does_not_deny_exports_that_are_known(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        foreach (var status in new[] { "régulière", "non", "a arrêté" })
        {
            var import = await CheckedAsync(database, Officer, $"900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;25;;;;{status};;");
            await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
            await WorkAsync(database);

            await using var scope = database.Scope();
            Assert.Equal(status == "a arrêté" ? ExportStatus.Lapsed : ExportStatus.Regular, (await scope.Db.Set<Firm>().SingleAsync()).ExportStatus);
        }
    }

    private static async Task<FirmImport> CheckedAsync(TestDatabase database, Actor actor, params string[] rows)
    {
        var import = await TakeAsync(database, actor, rows);
        await database.RunAsync<MapImport>(verb => verb.RunAsync(import.Id, import.Mapping.Fields, actor, default));
        await WorkAsync(database);
        return import;
    }

    private static Task<FirmImport> TakeAsync(TestDatabase database, Actor actor, params string[] rows) =>
        database.RunAsync<TakeImport, FirmImport>(verb =>
            verb.RunAsync("chambre.csv", new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", [Judged.Header, .. rows]))), "Chambre de Souss-Massa", actor, default));

    private static Task WorkAsync(TestDatabase database) => database.RunAsync<WorkOnImports>(verb => verb.RunAsync(default));

    private static async Task<int> FirmsAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.Set<Firm>().CountAsync();
    }

    private static async Task<(int New, int Warn, int Update, int Duplicate, int Reject)> CountsAsync(TestDatabase database, Guid id)
    {
        await using var scope = database.Scope();
        var import = await scope.Db.Set<FirmImport>().SingleAsync(i => i.Id == id);
        Assert.Equal(ImportState.Checked, import.State);
        return (import.New, import.Warn, import.Update, import.Duplicate, import.Reject);
    }
}
