using System.Text;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>What others do to the registry between the check of a file and its commit, or during it.</summary>
public sealed class MeanwhileTests
{
    private const string Zellige = ";Zellige Export;;Souss-Massa;Agadir;;3;;info@zellige.example;;;non;";
    private const string ZelligeAgain = "910700007000060;Zellige Export;;Souss-Massa;Agadir;;4;;info@zellige.example;;;;";
    private const string North = ";Rif Textile;;Tanger-Tétouan-Al Hoceïma;Tanger;;;;;;;;";

    private static readonly FirmDraft _zellige = Given.Draft with { Name = "Zellige Export", ArabicName = null, Ice = null, City = "Agadir", Phone = null };
    private static readonly FirmDraft _cuir = Given.Draft with { Name = "Cuir Fassi", ArabicName = null, Ice = "910700007000060" };

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Officer, null)]);

    [DatabaseTheory]
    [Row(true)]
    [Row(false)]
    public async Task The_same_file_taken_twice_doubles_nobody(DatabaseKind kind, bool atOnce)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var first = await CheckedAsync(database, Zellige, North);
        var second = await CheckedAsync(database, Zellige, North);

        await CommitAsync(database, first);
        if (!atOnce)
        {
            await WorkAsync(database);
        }

        await CommitAsync(database, second);
        await Task.WhenAll(Task.Run(() => WorkAsync(database)), Task.Run(() => WorkAsync(database)));

        Assert.Equal(["Rif Textile", "Zellige Export"], await NamesAsync(database));
        await using var scope = database.Scope();
        Assert.All(await scope.Db.Set<FirmImport>().ToListAsync(), import => Assert.Equal(ImportState.Committed, import.State));
        Assert.Equal([RowOutcome.Created, RowOutcome.Created, RowOutcome.Skipped, RowOutcome.Skipped], (await scope.Db.Set<ImportRow>().ToListAsync()).Select(r => r.Outcome).Order());
    }

    [DatabaseTheory]
    public async Task A_number_that_another_firm_got_since_costs_its_own_row_only(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var known = await Given.FirmAsync(database, _zellige);
        var import = await CheckedAsync(database, ZelligeAgain, North);
        await Given.FirmAsync(database, _cuir);

        await CommitAsync(database, import);
        await WorkAsync(database);

        Assert.Equal(["Cuir Fassi", "Rif Textile", "Zellige Export"], await NamesAsync(database));
        await using var scope = database.Scope();
        Assert.Equal(ImportState.Committed, (await scope.Db.Set<FirmImport>().SingleAsync()).State);
        Assert.Null((await scope.Db.Set<Firm>().SingleAsync(f => f.Id == known.Id)).Ice);
    }

    [DatabaseTheory]
    public async Task A_number_that_a_person_corrected_since_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var known = await Given.FirmAsync(database);
        var import = await CheckedAsync(database, "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;;25;;;;;;");
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(known.Id, Given.Draft with { Ice = "900000002000051" }, known.Version, Given.Delegate, default));

        await CommitAsync(database, import);
        await WorkAsync(database);

        await using var scope = database.Scope();
        var firm = await scope.Db.Set<Firm>().SingleAsync();
        Assert.Equal(("900000002000051", 25), (firm.Ice, firm.Staff));
    }

    [DatabaseTheory]
    public async Task Who_opens_the_file_of_one_of_its_firms_during_a_commit_does_not_end_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CheckedAsync(database, ZelligeAgain, North);
        await CommitAsync(database, import);

        Task work;
        await using (var scope = database.Scope())
        {
            await using var transaction = await scope.Db.BeginWriteAsync(default);
            scope.Db.Add(new Firm(_cuir, "visite", "Karim Idrissi", TestDatabase.Start));
            await scope.Db.SaveChangesAsync();
            work = Task.Run(() => WorkAsync(database));
            await database.ComeToALockAsync(work);
            await transaction.CommitAsync(default);
        }

        await work;
        Assert.Equal(["Cuir Fassi", "Rif Textile"], await NamesAsync(database));
        await using var after = database.Scope();
        Assert.Equal(ImportState.Committed, (await after.Db.Set<FirmImport>().SingleAsync()).State);
    }

    [DatabaseTheory]
    public async Task Who_was_held_up_in_a_check_takes_no_rows_of_the_next_away(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await MappedAsync(database, Zellige, North);
        await using var slow = database.Scope();
        var held = await slow.Db.Set<FirmImport>().AsNoTracking().SingleAsync();
        await using (var transaction = await slow.Db.BeginWriteAsync(default))
        {
            Assert.True(await slow.Db.HoldAsync(held, database.Clock.GetUtcNow(), default));
            await transaction.CommitAsync(default);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await WorkAsync(database);
        await slow.Get<CheckRows>().WorkAsync(held, default);

        await using var scope = database.Scope();
        Assert.Equal(ImportState.Checked, (await scope.Db.Set<FirmImport>().SingleAsync()).State);
        Assert.Equal(2, await scope.Db.Set<ImportRow>().CountAsync());
    }

    private static async Task<FirmImport> CheckedAsync(TestDatabase database, params string[] rows)
    {
        var import = await MappedAsync(database, rows);
        await WorkAsync(database);
        return import;
    }

    private static async Task<FirmImport> MappedAsync(TestDatabase database, params string[] rows)
    {
        var import = await database.RunAsync<TakeImport, FirmImport>(verb =>
            verb.RunAsync("chambre.csv", new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", [Judged.Header, .. rows]))), "Chambre de Souss-Massa", Officer, default));
        await database.RunAsync<MapImport>(verb => verb.RunAsync(import.Id, import.Mapping.Fields, Officer, default));
        return import;
    }

    private static Task CommitAsync(TestDatabase database, FirmImport import) => database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));

    private static Task WorkAsync(TestDatabase database) => database.RunAsync<WorkOnImports>(verb => verb.RunAsync(default));

    private static async Task<List<string>> NamesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.Set<Firm>().OrderBy(f => f.Name).Select(f => f.Name).ToListAsync();
    }
}
