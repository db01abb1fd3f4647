using System.Text;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using ReceivedMail = Asmex.Workflows.Letters.Receiving.ReceivedMail;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>What an undo leaves of the people to reach.</summary>
public sealed class UndoneContactTests
{
    private const string Argan = "900000001000078;Coopérative Argan Tiznit;;Souss-Massa;Tiznit;Agriculture;25;Hassan Tazi;hassan@argan.example;0528861234;régulière;oui;15/03/2024";
    private const string Zellige = ";Zellige Export;;Souss-Massa;Agadir;;3;;info@zellige.example;;;;";

    private static readonly ContactDraft _hassan = new("Hassan Tazi", "fr", "hassan@argan.example", EmailKind.Named, IsMain: true,
        Consent: new Consent(ConsentBasis.Given, new DateOnly(2027, 1, 4), "Visite du 4 janvier"));

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Officer, null)]);

    [DatabaseTheory]
    public async Task A_firm_stays_with_whom_people_added_to_it_since(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CommittedAsync(database, Zellige);
        var firm = await OnlyAsync(database);

        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(firm.Id, _hassan with { Email = "direction@zellige.example" }, Given.Delegate, default));
        var kept = await UndoneAsync(database, import);

        Assert.Equal(1, kept);
        Assert.Equal(["direction@zellige.example", "info@zellige.example"], (await OnlyAsync(database)).Contacts.Select(c => c.Email).Order(StringComparer.Ordinal));
    }

    [DatabaseTheory]
    public async Task A_consent_that_was_given_to_somebody_since_stays_with_the_row(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database);
        var import = await CommittedAsync(database, Argan);
        var firm = await OnlyAsync(database);

        await database.RunAsync<ChangeContact, Contact>(verb => verb.RunAsync(firm.Id, Assert.Single(firm.Contacts).Id, _hassan, Given.Delegate, default));
        var kept = await UndoneAsync(database, import);

        Assert.Equal(1, kept);
        Assert.Equal("Visite du 4 janvier", Assert.Single((await OnlyAsync(database)).Contacts).ConsentSource);
    }

    [DatabaseTheory]
    public async Task A_consent_that_the_row_brought_to_somebody_known_goes_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database, contact: _hassan with { Consent = null });
        var import = await CommittedAsync(database, Argan);
        Assert.Equal(new DateOnly(2024, 3, 15), Assert.Single((await OnlyAsync(database)).Contacts).ConsentOn);

        var kept = await UndoneAsync(database, import);

        Assert.Equal(0, kept);
        Assert.Equal(LeftOutReason.NoConsent, Assert.Single((await OnlyAsync(database)).Contacts).Obstacle);
    }

    [DatabaseTheory]
    public async Task A_no_that_was_said_to_another_firm_stays_too(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CommittedAsync(database, Zellige);
        var other = await Given.FirmAsync(database, contact: _hassan with { Email = "info@zellige.example" });
        database.Clock.Advance(TimeSpan.FromHours(1));

        await database.RunAsync<OptOut>(verb => verb.RunAsync(other.Contacts[0].Id, "appel", Given.Delegate, default));
        var kept = await UndoneAsync(database, import);

        Assert.Equal(1, kept);
    }

    [DatabaseTheory]
    public async Task A_firm_that_wrote_to_us_stays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var import = await CommittedAsync(database, Zellige);
        var firm = await OnlyAsync(database);
        await using (var scope = database.Scope())
        {
            scope.Db.Add(new ReceivedMail("1", new IncomingMail(MailKind.Reply, [], [], null, "Nous serons au salon."), "info@zellige.example", "Salon", letter: null, firm.Id, firm.Region, TestDatabase.Start));
            await scope.Db.SaveChangesAsync();
        }

        var kept = await UndoneAsync(database, import);

        Assert.Equal(1, kept);
        Assert.Equal(firm.Id, (await OnlyAsync(database)).Id);
    }

    [DatabaseTheory]
    public async Task What_was_done_before_the_commit_does_not_keep_an_undo_from_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var known = await Given.FirmAsync(database);
        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(known.Id, Given.Contact, Given.Delegate, default));
        database.Clock.Advance(TimeSpan.FromHours(1));
        var import = await CommittedAsync(database, Argan);

        var kept = await UndoneAsync(database, import);

        Assert.Equal(0, kept);
        Assert.Equal("fatima.alaoui@argan-tiznit.example", Assert.Single((await OnlyAsync(database)).Contacts).Email);
    }

    private static async Task<FirmImport> CommittedAsync(TestDatabase database, string row)
    {
        var import = await database.RunAsync<TakeImport, FirmImport>(verb =>
            verb.RunAsync("chambre.csv", new MemoryStream(Encoding.UTF8.GetBytes(Judged.Header + "\r\n" + row)), "Chambre de Souss-Massa", Officer, default));
        await database.RunAsync<MapImport>(verb => verb.RunAsync(import.Id, import.Mapping.Fields, Officer, default));
        await WorkAsync(database);
        await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);
        return import;
    }

    /// <returns>How many firms the undo left.</returns>
    private static async Task<int> UndoneAsync(TestDatabase database, FirmImport import)
    {
        await database.RunAsync<UndoImport>(verb => verb.RunAsync(import.Id, Officer, default));
        await WorkAsync(database);
        await using var scope = database.Scope();
        var undone = await scope.Db.Set<FirmImport>().AsNoTracking().SingleAsync(i => i.Id == import.Id);
        Assert.Equal(ImportState.Undone, undone.State);
        return undone.Kept;
    }

    private static Task WorkAsync(TestDatabase database) => database.RunAsync<WorkOnImports>(verb => verb.RunAsync(default));

    private static async Task<Firm> OnlyAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).SingleAsync();
    }
}
