using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.People;

public sealed class PeopleTests
{
    private static readonly DateOnly _today = new(2027, 1, 4);
    private static readonly NewPerson _salma = new("Salma Tahiri", "سلمى الطاهري", "s.tahiri@asmex.example", "ar");

    [DatabaseTheory]
    public async Task An_address_has_one_account(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await CreateAsync(database);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<CreatePerson>(verb => verb.RunAsync(_salma with { Email = "S.Tahiri@ASMEX.example" }, Actor.House, default)));

        Assert.Equal("People.AddressTaken", refusal.Key);
        await using var scope = database.Scope();
        Assert.Single(await scope.Db.Users.ToListAsync());
        Assert.Single(await scope.Db.Set<HistoryEntry>().ToListAsync());
    }

    [DatabaseTheory]
    public async Task A_role_holds_from_its_first_day_to_its_last_and_the_history_tells(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        await AppointAsync(database, person, Roles.Delegate, "MA-09", _today, null);
        var appointment = (await FindAsync(database, person)).Appointments.Single();

        await database.RunAsync<EndAppointment>(verb => verb.RunAsync(person, appointment.Id, _today.AddDays(7), Actor.House, default));

        var found = await FindAsync(database, person);
        Assert.True(Actor.Of(found, _today).Is(Roles.Delegate, "MA-09"));
        Assert.False(Actor.Of(found, _today).Is(Roles.Delegate, "MA-10"));
        Assert.True(Actor.Of(found, _today.AddDays(7)).Is(Roles.Delegate));
        Assert.False(Actor.Of(found, _today.AddDays(8)).Is(Roles.Delegate));
        await using var scope = database.Scope();
        var told = await scope.Db.Set<HistoryEntry>().Where(e => e.PersonId == person).OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(["History.PersonCreated", "History.PersonAppointed", "History.AppointmentEnded"], told.Select(e => e.Key));
        Assert.Contains("المندوب الجهوي", told[1].In("ar"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    [Row(Roles.Delegate, null, "2027-01-04", null, "People.DelegateNeedsRegion")]
    [Row(Roles.Delegate, "", "2027-01-04", null, "People.DelegateNeedsRegion")]
    [Row(Roles.Treasurer, null, "2027-01-04", "2027-01-03", "People.EndsBeforeItBegins")]
    [Row(Roles.Officer, "MA-09", "2027-02-01", null, "People.HeldAlready")]
    public async Task A_role_that_makes_no_sense_is_refused(DatabaseKind kind, string role, string? region, string from, string? until, string refused)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        await AppointAsync(database, person, Roles.Officer, "MA-09", _today, null);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => AppointAsync(database, person, role, region, Day(from), until is null ? null : Day(until)));

        Assert.Equal(refused, refusal.Key);
        Assert.Single((await FindAsync(database, person)).Appointments);
    }

    [DatabaseTheory]
    public async Task A_link_to_choose_a_password_works_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        var token = await database.RunAsync<OfferPassword, string>(verb => verb.RunAsync(person, Actor.House, default));

        await Refused("People.PasswordWeak", () => database.RunAsync<ChoosePassword>(verb => verb.RunAsync(person, token, "court", default)));
        await database.RunAsync<ChoosePassword>(verb => verb.RunAsync(person, token, "une longue phrase", default));
        await Refused("People.LinkExpired", () => database.RunAsync<ChoosePassword>(verb => verb.RunAsync(person, token, "une autre phrase", default)));

        var actor = Actor.Of(await FindAsync(database, person), _today);
        await Refused("People.PasswordWrong", () => database.RunAsync<ChangePassword>(verb => verb.RunAsync("une autre phrase", "encore une phrase", actor, default)));
        await database.RunAsync<ChangePassword>(verb => verb.RunAsync("une longue phrase", "encore une phrase", actor, default));
    }

    [DatabaseTheory]
    public async Task To_who_is_no_administrator_there_is_nothing_to_administrate(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        await AppointAsync(database, person, Roles.Coordinator, null, _today, null);
        var coordinator = Actor.Of(await FindAsync(database, person), _today);

        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<CreatePerson>(verb => verb.RunAsync(_salma, coordinator, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<SuspendPerson>(verb => verb.RunAsync(person, coordinator, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<OfferPassword>(verb => verb.RunAsync(person, coordinator, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<RemoveSecondFactor>(verb => verb.RunAsync(person, coordinator, default)));
    }

    [DatabaseTheory]
    public async Task A_second_factor_that_is_lost_is_taken_away_once_and_its_key_is_worth_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        await database.RunAsync<UserManager<Person>>(async users =>
        {
            var found = (await users.FindByIdAsync(person.ToString()))!;
            await users.ResetAuthenticatorKeyAsync(found);
            await users.SetTwoFactorEnabledAsync(found, true);
        });
        var (lost, stamp) = (await KeyAsync(database, person), (await FindAsync(database, person)).SecurityStamp);

        await database.RunAsync<RemoveSecondFactor>(verb => verb.RunAsync(person, Actor.House, default));
        await Refused("People.NoSecondFactor", () => database.RunAsync<RemoveSecondFactor>(verb => verb.RunAsync(person, Actor.House, default)));

        var after = await FindAsync(database, person);
        Assert.False(after.TwoFactorEnabled);
        Assert.NotEqual(stamp, after.SecurityStamp);
        Assert.NotEqual(lost, await KeyAsync(database, person));
        await using var scope = database.Scope();
        Assert.Single(await scope.Db.Set<HistoryEntry>().Where(e => e.PersonId == person && e.Key == "History.SecondFactorRemoved").ToListAsync());
    }

    [DatabaseTheory]
    public async Task An_account_is_closed_and_opened_again_but_not_by_its_owner(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var person = await CreateAsync(database);
        await AppointAsync(database, person, Roles.Administrator, null, _today, null);
        var owner = Actor.Of(await FindAsync(database, person), _today);

        await Refused("People.NotYourself", () => database.RunAsync<SuspendPerson>(verb => verb.RunAsync(person, owner, default)));
        await database.RunAsync<SuspendPerson>(verb => verb.RunAsync(person, Actor.House, default));
        var closed = await FindAsync(database, person);
        var asked = await database.RunAsync<PeopleDirectory, IReadOnlyList<Person>>(people => people.HoldersAsync(Roles.Administrator, null, default));
        await database.RunAsync<ReinstatePerson>(verb => verb.RunAsync(person, Actor.House, default));

        Assert.Equal(TestDatabase.Start, closed.SuspendedAt);
        Assert.Empty(asked);
        Assert.Null((await FindAsync(database, person)).SuspendedAt);
    }

    private static Task<string?> KeyAsync(TestDatabase database, Guid id) =>
        database.RunAsync<UserManager<Person>, string?>(async users => await users.GetAuthenticatorKeyAsync((await users.FindByIdAsync(id.ToString()))!));

    private static async Task<Guid> CreateAsync(TestDatabase database) =>
        (await database.RunAsync<CreatePerson, Person>(verb => verb.RunAsync(_salma, Actor.House, default))).Id;

    private static Task AppointAsync(TestDatabase database, Guid person, string role, string? region, DateOnly from, DateOnly? until) =>
        database.RunAsync<AppointPerson>(verb => verb.RunAsync(new NewAppointment(person, role, region, from, until), Actor.House, default));

    private static async Task<Person> FindAsync(TestDatabase database, Guid id)
    {
        await using var scope = database.Scope();
        return await scope.Db.Users.SingleAsync(p => p.Id == id);
    }

    private static async Task Refused(string key, Func<Task> act) => Assert.Equal(key, (await Assert.ThrowsAsync<RuleBrokenException>(act)).Key);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
