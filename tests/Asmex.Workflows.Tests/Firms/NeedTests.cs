using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms;

public sealed class NeedTests
{
    [DatabaseTheory]
    public async Task A_need_goes_to_the_Centre_and_back_to_the_firm(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (centre, delegated) = (await PersonAsync(database, "Nadia Berrada", Roles.Coordinator, null), await PersonAsync(database, "Karim Idrissi", Roles.Delegate, "MA-09"));
        var firm = await Given.FirmAsync(database, contact: Given.Contact);
        var need = await RecordAsync(database, firm.Id, NeedCategory.Certification, "Certification bio pour l'Allemagne");

        await database.RunAsync<TriageNeed>(verb => verb.RunAsync(need.Id, new NeedTriage(NeedCategory.Finance, NeedUrgency.High, "produits-terroir"), delegated, default));
        await database.RunAsync<EscalateNeed>(verb => verb.RunAsync(need.Id, "Le coût dépasse l'enveloppe de la région", delegated, default));
        var twice = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<EscalateNeed>(verb => verb.RunAsync(need.Id, "Encore", delegated, default)));
        var denied = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<DecideNeed>(verb => verb.RunAsync(need.Id, "Oui", delegated, default)));
        await database.RunAsync<DecideNeed>(verb => verb.RunAsync(need.Id, "Pris en charge à 60 % par le programme", centre, default));
        await database.RunAsync<AnswerNeed>(verb => verb.RunAsync(need.Id, "Le programme prend 60 % à sa charge.", delegated, default));
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<AnswerNeed>(verb => verb.RunAsync(need.Id, "Le programme prend 60 % à sa charge.", delegated, default)));
        await database.RunAsync<CloseNeed>(verb => verb.RunAsync(need.Id, "Dossier déposé", delegated, default));

        await using var scope = database.Scope();
        var stored = await scope.Db.Set<Need>().SingleAsync();
        var letter = await scope.Db.Letters.SingleAsync(l => l.Template == LetterKeys.NeedAnswer);
        Assert.Equal(("Needs.AlreadyEscalated", "Needs.MayNotDecide", "Needs.ToldAlready"), (twice.Key, denied.Key, again.Key));
        Assert.Equal((NeedState.Closed, NeedCategory.Finance, "Pris en charge à 60 % par le programme", "Nadia Berrada"), (stored.State, stored.Category, stored.Decision, stored.DecidedBy));
        Assert.Equal(("fatima.alaoui@argan-tiznit.example", "ar"), (letter.Address, letter.Language));
        Assert.Contains("60 %", letter.Text, StringComparison.Ordinal);
        Assert.Equal([centre.PersonId!.Value, delegated.PersonId!.Value], await scope.Db.Set<Notification>().OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => n.PersonId).ToListAsync());
    }

    [DatabaseTheory]
    public async Task Nobody_to_write_to_is_said_and_nothing_else_happens(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);
        var need = await RecordAsync(database, firm.Id, NeedCategory.Customs, "Aide au dédouanement");

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<AnswerNeed>(verb => verb.RunAsync(need.Id, "Voici", Given.Delegate, default)));
        var elsewhere = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<TriageNeed>(verb =>
            verb.RunAsync(need.Id, new NeedTriage(NeedCategory.Customs, NeedUrgency.Low, "autre", NeedPlace.Plan, Guid.CreateVersion7()), Given.Delegate, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<EscalateNeed>(verb => verb.RunAsync(need.Id, "x", Given.DelegateOfTheNorth, default)));

        await using var scope = database.Scope();
        Assert.Equal(("Needs.NobodyToAnswer", "Needs.PlaceElsewhere"), (refusal.Key, elsewhere.Key));
        Assert.Equal((NeedState.Stated, 0), ((await scope.Db.Set<Need>().SingleAsync()).State, await scope.Db.Letters.CountAsync()));
    }

    [DatabaseTheory]
    public async Task Figures_say_what_stands_behind_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (argan, other) = (await Given.FirmAsync(database), await Given.FirmAsync(database, Given.Draft with { Name = "Tapis", Ice = null, Sector = "artisanat" }));
        var north = await Given.FirmAsync(database, Given.Draft with { Name = "Nord", Ice = null, Region = "MA-01" }, actor: Given.DelegateOfTheNorth);
        await RecordAsync(database, argan.Id, NeedCategory.Finance, "Crédit");
        await RecordAsync(database, argan.Id, NeedCategory.Finance, "Garantie");
        var closed = await RecordAsync(database, other.Id, NeedCategory.Customs, "Douane");
        await database.RunAsync<CloseNeed>(verb => verb.RunAsync(closed.Id, "Fait", Given.Delegate, default));
        database.Clock.Advance(TimeSpan.FromDays(31));
        await RecordAsync(database, other.Id, NeedCategory.Customs, "Douane encore");
        await RecordAsync(database, argan.Id, NeedCategory.Customs, "Douane aussi");
        await RecordAsync(database, north.Id, NeedCategory.Digital, "Site", Given.DelegateOfTheNorth);

        await using var scope = database.Scope();
        Assert.Equal([new NeedFigure("Customs", 3, 2, 2), new NeedFigure("Finance", 2, 1, 2)], await scope.Db.MostStatedAsync("MA-09", Given.Auditor, default));
        Assert.Equal(["Customs", "Finance"], (await scope.Db.MostStatedAsync(null, Given.Delegate, default)).Select(f => f.Key));
        Assert.Equal([new NeedFigure("202701", 3, 2, 2), new NeedFigure("202702", 3, 3, 3)], (await scope.Db.NeedFiguresAsync(new NeedFilter(), NeedBy.Month, Given.Auditor, default)).OrderBy(f => f.Key));
        Assert.Equal([new NeedFigure("MA-01", 1, 1, 1), new NeedFigure("MA-09", 5, 2, 4)], (await scope.Db.NeedFiguresAsync(new NeedFilter(), NeedBy.Region, Given.Auditor, default)).OrderBy(f => f.Key));
        Assert.Equal([new NeedFigure("artisanat", 2, 1, 1)], await scope.Db.NeedFiguresAsync(new NeedFilter("MA-09", "artisanat"), NeedBy.Sector, Given.Auditor, default));
        Assert.Equal(2, await scope.Db.Set<Need>().SeenBy(Given.Delegate).Chosen(new NeedFilter(Category: NeedCategory.Customs, Month: 202702)).CountAsync());
    }

    [DatabaseTheory]
    public async Task A_visit_is_noted_with_the_need_that_came_up(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);

        await database.RunAsync<RecordVisit, FirmNote>(verb => verb.RunAsync(
            firm.Id, new FirmNoteDraft(FirmNoteKind.Visit, new DateOnly(2027, 1, 4), "Atelier visité, 12 femmes au travail", "Mme Alaoui"), new NeedRequest(firm.Id, NeedCategory.Training, "Formation à l'étiquetage"), Given.Delegate, default));
        var toCome = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<RecordVisit, FirmNote>(verb => verb.RunAsync(
            firm.Id, new FirmNoteDraft(FirmNoteKind.Call, new DateOnly(2027, 1, 5), "Demain"), null, Given.Delegate, default)));

        await using var scope = database.Scope();
        Assert.Equal("Firms.DateToCome", toCome.Key);
        Assert.Equal("Mme Alaoui", (await scope.Db.Set<FirmNote>().SingleAsync()).Whom);
        Assert.Equal(NeedCategory.Training, (await scope.Db.Set<Need>().SingleAsync()).Category);
    }

    [DatabaseTheory]
    public async Task A_visit_sent_twice_or_at_once_is_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (firm, other) = (await Given.FirmAsync(database), await Given.FirmAsync(database, Given.Draft with { Name = "Tapis", Ice = null }));
        var draft = new FirmNoteDraft(FirmNoteKind.Visit, new DateOnly(2027, 1, 4), "Atelier visité", Key: Guid.CreateVersion7());
        Task<FirmNote> RecordAsync(Guid to) => database.RunAsync<RecordVisit, FirmNote>(verb => verb.RunAsync(to, draft, new NeedRequest(to, NeedCategory.Training, "Étiquetage"), Given.Delegate, default));

        var notes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RecordAsync(firm.Id)));
        await Assert.ThrowsAsync<NothingThereException>(() => RecordAsync(other.Id));

        await using var scope = database.Scope();
        Assert.Equal((await scope.Db.Set<FirmNote>().SingleAsync()).Id, Assert.Single(notes.Select(n => n.Id).Distinct()));
        Assert.Equal(1, await scope.Db.Set<Need>().CountAsync());
    }

    [Fact]
    public void A_file_knows_its_chapters_markets_and_phones()
    {
        var firm = new Firm(Given.Draft with { HsChapters = "15, 08 15", Markets = "France, Allemagne", OtherPhones = "0661 23 45 67, +33 1 42 68 53 00" }, "test", "test", TestDatabase.Start);

        Assert.Equal(("08 15", "France, Allemagne", "+212661234567 +33142685300"), (firm.HsChapters, firm.Markets, firm.OtherPhones));
        Assert.Equal("Firms.HsChapterUnknown", Assert.Throws<RuleBrokenException>(() => new Firm(Given.Draft with { HsChapters = "150" }, "test", "test", TestDatabase.Start)).Key);
        Assert.Equal("Formats.PhoneUnreadable", Assert.Throws<RuleBrokenException>(() => new Firm(Given.Draft with { OtherPhones = "12" }, "test", "test", TestDatabase.Start)).Key);
        firm.Change(firm.Draft(), firm.Version, "test", TestDatabase.Start);
        Assert.Equal("+212661234567 +33142685300", firm.OtherPhones);
    }

    private static Task<Need> RecordAsync(TestDatabase database, Guid firm, NeedCategory category, string text, Actor? actor = null) =>
        database.RunAsync<RecordNeed, Need>(verb => verb.RunAsync(new NeedRequest(firm, category, text), actor ?? Given.Delegate, default));

    private static async Task<Actor> PersonAsync(TestDatabase database, string name, string role, string? region)
    {
        await using var scope = database.Scope();
        var person = new Person(name, $"{role}@asmex.example", "fr");
        person.Appoint(role, region, new DateOnly(2026, 1, 1));
        scope.Db.Add(person);
        await scope.Db.SaveChangesAsync();
        return Actor.Of(person, new DateOnly(2027, 1, 4));
    }
}
