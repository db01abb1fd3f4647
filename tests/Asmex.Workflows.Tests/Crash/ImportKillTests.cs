using System.Text;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Firms.Imports;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>The real program is killed while it brings a file of firms into the registry, and while it takes it out again: nothing is done by halves or twice,
/// and who starts next goes on to the end.</summary>
/// <remarks><c>ASMEX_KILLS</c> kills on each database, as many files as that takes.</remarks>
[Trait("Part", "Long")]
public sealed class ImportKillTests(ITestOutputHelper output)
{
    private const int Known = 100;
    private const int New = 1_100;
    private const int Again = 100;

    /// <summary>How often the import is looked at between a batch and the kill: from none to about two batches.</summary>
    private const int MostLooks = 600;

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Officer, null)]);

    [DatabaseTheory]
    public async Task Killed_in_a_commit_or_an_undo_the_next_goes_on_and_the_registry_is_as_it_was(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await TestDatabase.CreateAsync(kind, start: House.Start, durable: true);
        await CommittedAsync(database, [.. Enumerable.Range(1, Known).Select(i => RowOf(i, staff: "", status: ""))]);
        var before = await RegistryAsync(database);
        await using var program = new CrashedProgram(database, mail);
        var random = new Random(kind.GetHashCode() + Kills.Wanted);
        var now = House.Start;

        for (var files = 1; program.Kills < Kills.Wanted; files++)
        {
            var import = await CheckedAsync(database, [
                .. Enumerable.Range(1, Known).Select(i => RowOf(i, staff: "7", status: "potentiel")),
                .. Enumerable.Range(Known + 1, New).Select(i => RowOf(i, staff: "3", status: "régulière")),
                .. Enumerable.Range(Known + 1, Again).Select(i => RowOf(i, staff: "4", status: "")),
            ]);
            await database.RunAsync<CommitImport>(verb => verb.RunAsync(import, Officer, default));
            now = await EndAsync(ImportState.Committed, import, now);
            await using (var scope = database.Scope())
            {
                Assert.Equal(Known + New, await scope.Db.Set<Firm>().CountAsync());
                Assert.Equal((Known + Again, Known, New - Again), await StaffAsync(scope.Db.Set<Firm>()));
                Assert.Equal(files + 1, await scope.Db.Set<HistoryEntry>().CountAsync(h => h.Key == "History.ImportCommitted"));
            }

            await database.RunAsync<UndoImport>(verb => verb.RunAsync(import, Officer, default));
            now = await EndAsync(ImportState.Undone, import, now);
            Assert.Equal(before, await RegistryAsync(database));
        }

        output.WriteLine($"{kind}: {program.Kills} kills");

        async Task<DateTimeOffset> EndAsync(ImportState end, Guid import, DateTimeOffset at)
        {
            // Killed once on the way in and once on the way out.
            for (var killed = false; ; killed = true)
            {
                // Who died holds the import for two minutes more.
                at += TimeSpan.FromMinutes(3);
                await program.StartAsync(at);
                var killAt = killed || program.Kills == Kills.Wanted ? int.MaxValue : random.Next(1, Known + New);
                if (await RunAsync(database, program, import, end, killAt, random.Next(MostLooks)))
                {
                    return at;
                }

                await AssertWholeAsync(database, import);
            }
        }
    }

    /// <summary>Watches the program until the import is done or, once so many rows are, kills it.</summary>
    private static async Task<bool> RunAsync(TestDatabase database, CrashedProgram program, Guid import, ImportState end, int killAt, int looks)
    {
        while (true)
        {
            await using var scope = database.Scope();
            var seen = await scope.Db.Set<FirmImport>().AsNoTracking().SingleAsync(i => i.Id == import);
            if (seen.State == end)
            {
                return true;
            }

            Assert.NotEqual(ImportState.Failed, seen.State);
            if (seen.Done >= killAt && looks-- <= 0)
            {
                program.Kill();
                return false;
            }
        }
    }

    // Every row that is said to be done is, and no other.
    private static async Task AssertWholeAsync(TestDatabase database, Guid import)
    {
        await using var scope = database.Scope();
        var seen = await scope.Db.Set<FirmImport>().AsNoTracking().SingleAsync(i => i.Id == import);
        var rows = await scope.Db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == import).ToListAsync();
        var firms = await scope.Db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).ToDictionaryAsync(f => f.Id);
        Assert.Equal(seen.State == ImportState.Undoing ? rows.Count(r => r.Outcome == RowOutcome.Undone) : rows.Count(r => r.Outcome != RowOutcome.Pending), seen.Done);
        Assert.Equal(rows.Where(r => r.Outcome == RowOutcome.Created).Select(r => r.FirmId!.Value).Order(), firms.Values.Where(f => f.Source.EndsWith("(new.csv)", StringComparison.Ordinal)).Select(f => f.Id).Order());
        Assert.All(rows.Where(r => r.Outcome == RowOutcome.Updated), row => Assert.True(firms[row.FirmId!.Value].Version >= row.LeftVersion));
        Assert.All(firms.Values, firm => Assert.Single(firm.Contacts));
    }

    private static async Task<(int Few, int Seven, int Three)> StaffAsync(IQueryable<Firm> firms) =>
        (await firms.CountAsync(f => f.Staff == 7 || f.Staff == 4), await firms.CountAsync(f => f.Staff == 7), await firms.CountAsync(f => f.Staff == 3));

    private static async Task<string> RegistryAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var firms = await scope.Db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).Include(f => f.ExportChanges).OrderBy(f => f.IceCompany).ToListAsync();
        return string.Join('\n', firms.Select(f => $"{f.Id} {f.Draft()} {f.SearchKey} {f.ExportStatus} {f.ExportStatusOn} {f.ExportChanges.Count} {string.Join(',', f.Contacts.Select(c => $"{c.Id} {c.Email} {c.Consent}"))}"));
    }

    private static string RowOf(int number, string staff, string status) => $"{Ice.Of(800_000_000 + number)};Firme {number} SARL;;Souss-Massa;Agadir;;{staff};;info@firme{number}.example;;{status};oui;15/03/2024";

    private static async Task CommittedAsync(TestDatabase database, string[] rows)
    {
        var import = await CheckedAsync(database, rows, "known.csv");
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import, Officer, default));
        await database.RunAsync<WorkOnImports>(verb => verb.RunAsync(default));
    }

    private static async Task<Guid> CheckedAsync(TestDatabase database, string[] rows, string name = "new.csv")
    {
        var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", [Judged.Header, .. rows])));
        var import = await database.RunAsync<TakeImport, FirmImport>(verb => verb.RunAsync(name, content, "Chambre", Officer, default));
        await database.RunAsync<MapImport>(verb => verb.RunAsync(import.Id, import.Mapping.Fields, Officer, default));
        await database.RunAsync<WorkOnImports>(verb => verb.RunAsync(default));
        return import.Id;
    }
}
