using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Calendars;

public sealed class CalendarTests
{
    private static readonly Actor _administrator = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Administrator, null)]);
    private static readonly Actor _delegate = new(Guid.CreateVersion7(), "Karim Idrissi", "fr", [new Holding(Roles.Delegate, "MA-09")]);
    private static readonly FeastSighting _fitr = new("eid_al_fitr", 1448, new DateOnly(2027, 3, 9), Certainty.Observed, "Communiqué du 8 mars 2027");

    [DatabaseTheory]
    public async Task Each_change_makes_a_version_and_earlier_ones_can_still_be_asked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await database.RunAsync<ObserveFeast, CalendarChange>(verb => verb.RunAsync(_fitr, _administrator, default));
        await database.RunAsync<GiveDaysOff, CalendarChange>(verb => verb.RunAsync(
            new DaysOffRequest(new DateOnly(2027, 3, 12), new DateOnly(2027, 3, 12), "MA-09", new Wording("Crue", "فيضان", "Flood"), "Arrêté"), _administrator, default));

        await using var scope = database.Scope();
        var calendar = scope.Get<Calendar>();
        var (first, now) = (await calendar.AsOfAsync(0, default), await calendar.CurrentAsync(default));
        Assert.Equal((0, 2), (first.Version, now.Version));
        Assert.True(first.IsWorkingDay(new DateOnly(2027, 3, 9)));
        Assert.False(now.IsWorkingDay(new DateOnly(2027, 3, 9)));
        Assert.False(now.IsWorkingDay(new DateOnly(2027, 3, 12), "MA-09"));
        Assert.Equal("فيضان", now.DayOffOn(new DateOnly(2027, 3, 12), "MA-09")!.Name.Ar);
        Assert.True((await calendar.AsOfAsync(1, default)).IsWorkingDay(new DateOnly(2027, 3, 12), "MA-09"));
        Assert.Same(now, await calendar.CurrentAsync(default));
    }

    [DatabaseTheory]
    public async Task A_change_can_be_withdrawn_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.RunAsync<ObserveFeast, CalendarChange>(verb => verb.RunAsync(_fitr, _administrator, default));

        await database.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(1, "Erreur de saisie", _administrator, default));
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            database.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(1, "Encore", _administrator, default)));

        await using var scope = database.Scope();
        var now = await scope.Get<Calendar>().CurrentAsync(default);
        Assert.Equal(2, now.Version);
        Assert.True(now.IsWorkingDay(new DateOnly(2027, 3, 9)));
        Assert.Equal("Calendars.AlreadyWithdrawn", again.Key);
    }

    [DatabaseTheory]
    public async Task A_change_whose_withdrawal_was_taken_back_holds_and_can_be_withdrawn_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.RunAsync<ObserveFeast, CalendarChange>(verb => verb.RunAsync(_fitr, _administrator, default));
        await WithdrawAsync(database, 1);

        await WithdrawAsync(database, 2);
        var restored = await NowAsync(database);
        await WithdrawAsync(database, 1);
        var now = await NowAsync(database);
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => WithdrawAsync(database, 1));

        Assert.Equal((true, false, false), (restored.Holds(1), restored.Holds(2), restored.IsWorkingDay(_fitr.First)));
        Assert.Equal((4, false, true), (now.Version, now.Holds(1), now.IsWorkingDay(_fitr.First)));
        Assert.Equal("Calendars.AlreadyWithdrawn", again.Key);
    }

    [DatabaseTheory]
    public async Task Only_an_administrator_changes_the_calendar(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<ObserveFeast, CalendarChange>(verb => verb.RunAsync(_fitr, _delegate, default)));

        await using var scope = database.Scope();
        Assert.Equal(0, (await scope.Get<Calendar>().CurrentAsync(default)).Version);
    }

    [DatabaseTheory]
    public async Task A_feast_of_another_year_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => database.RunAsync<ObserveFeast, CalendarChange>(verb =>
            verb.RunAsync(_fitr with { First = new DateOnly(2028, 3, 9) }, _administrator, default)));

        Assert.Equal("Calendars.FeastTooFar", refusal.Key);
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<ObserveFeast, CalendarChange>(verb =>
            verb.RunAsync(_fitr with { Feast = "noel" }, _administrator, default)));
    }

    private static Task<CalendarChange> WithdrawAsync(TestDatabase database, int version) =>
        database.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(version, "Erreur de saisie", _administrator, default));

    private static Task<WorkingCalendar> NowAsync(TestDatabase database) => database.RunAsync<Calendar, WorkingCalendar>(calendar => calendar.CurrentAsync(default));
}
