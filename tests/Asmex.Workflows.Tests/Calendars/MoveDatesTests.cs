using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Calendars;

/// <summary>What a change of the calendar does to the dates that stand open.</summary>
public sealed class MoveDatesTests
{
    private static readonly Actor _administrator = new(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Administrator, null)]);
    private static readonly DateOnly _sunday = new(2027, 5, 16);

    [DatabaseTheory]
    public async Task A_feast_confirmed_late_moves_due_dates_and_reminders_and_tells_the_owner_why(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        Assert.Equal(new DateOnly(2027, 5, 25), (await house.TaskAsync("prepare")).DueOn);

        var change = await ConfirmAdhaAsync(house);
        await house.PostAsync();

        var task = await house.TaskAsync("prepare");
        Assert.Equal((new DateOnly(2027, 5, 24), 1), (task.DueOn, task.CalendarVersion));
        Assert.Equal(["2027-05-17", "2027-05-21", "2027-05-24", "2027-05-26", "2027-05-31"], await RemindersAsync(house, task.Id));
        var letter = house.Mail.Received.Last(m => m.To == "delegate@asmex.example");
        Assert.Equal("Échéances déplacées : 1", letter.Message.Subject);
        Assert.Contains("Aïd Al Adha : premier jour le dimanche 16 mai 2027", letter.Html, StringComparison.Ordinal);
        Assert.Contains("du mardi 25 mai 2027 au <strong>lundi 24 mai 2027</strong>", letter.Html, StringComparison.Ordinal);
        var said = await house.ReadAsync(db => db.Set<HistoryEntry>().SingleAsync(e => e.Key == "History.DateMoved"));
        Assert.Equal(task.Id, said.TaskId);
        Assert.StartsWith("Échéance de « Préparer", said.In("fr"), StringComparison.Ordinal);
        Assert.Contains("déplacée du mardi 25 mai 2027 au lundi 24 mai 2027. Aïd Al Adha", said.In("fr"), StringComparison.Ordinal);
        Assert.Equal(1, (await house.ReadAsync(db => db.Set<CalendarChange>().SingleAsync(c => c.Id == change.Id))).Moved);
        Assert.Equal(1, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.Kind == NotificationKind.DateMoved)));
    }

    [DatabaseTheory]
    public async Task The_first_day_of_fasting_is_observed_and_its_hours_hold_from_it_on(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        var estimated = WorkingCalendar.Initial.FeastOf("ramadan", 1449)!.First;

        await house.RunAsync<ObserveFeast, CalendarChange>(verb => verb.RunAsync(new FeastSighting("ramadan", 1449, estimated.AddDays(-1), Certainty.Observed, "Communiqué"), _administrator, default));

        var now = await house.Database.RunAsync<Calendar, WorkingCalendar>(calendar => calendar.CurrentAsync(default));
        Assert.False(now.IsRamadan(estimated.AddDays(-2)));
        Assert.Equal(new TimeOnly(15, 0), now.HoursOn(estimated.AddDays(-1)).Closes);
        Assert.False(WorkingCalendar.Initial.IsRamadan(estimated.AddDays(-1)));
        Assert.True(now.IsWorkingDay(estimated.AddDays(-1)) || now.DayOffOn(estimated.AddDays(-1))!.Kind == DayOffKind.WeeklyRest);
    }

    [DatabaseTheory]
    public async Task What_is_taken_back_moves_the_dates_back(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        var before = await RemindersAsync(house, (await house.TaskAsync("prepare")).Id);
        var change = await ConfirmAdhaAsync(house);

        await house.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(change.Version, "Erreur de saisie", _administrator, default));

        var task = await house.TaskAsync("prepare");
        Assert.Equal(new DateOnly(2027, 5, 25), task.DueOn);
        Assert.Equal(before, await RemindersAsync(house, task.Id));
    }

    [DatabaseTheory]
    public async Task A_reminder_says_why_by_the_calendar_that_it_was_counted_with(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);

        await GiveAsync(house, new DateOnly(2027, 5, 26), null);

        var task = await house.TaskAsync("prepare");
        Assert.Equal((new DateOnly(2027, 5, 25), 0), (task.DueOn, task.CalendarVersion));
        var reminders = await house.ReadAsync(db => db.Set<Reminder>().AsNoTracking().Where(r => r.TaskId == task.Id).ToListAsync());
        Assert.Contains(reminders, r => r.Days > 0);
        foreach (var reminder in reminders)
        {
            var then = await house.Database.RunAsync<Calendar, WorkingCalendar>(calendar => calendar.AsOfAsync(reminder.CalendarVersion, default));
            Assert.Equal(Zone.DateOf(reminder.DueAt), then.Explain(Reminder.RuleOf(reminder.Days, task.DueOn, Zone.DateOf(task.OpenedAt), task.Region)).Result);
        }
    }

    [DatabaseTheory]
    public async Task A_task_that_opens_while_the_calendar_changes_does_not_keep_the_old_day(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        var day = new DateOnly(2027, 5, 4);
        var request = new MakeTaskRequest(House.SoussMassa, "Relire le programme", new TaskTo(house.Person("delegate").Id), new TaskDay(WorkingDays: 2));
        await using var scope = house.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var task = await scope.Get<HandMadeTasks>().AddAsync(request, house.As("coordinator"), default);
        await scope.Db.SaveChangesAsync();

        var change = GiveAsync(house, day, null);
        await house.Database.ComeToALockAsync(change);

        await transaction.CommitAsync(default);
        await change;

        var (stored, now) = (await house.ReadAsync(db => db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == task.Id)), await house.Database.RunAsync<Calendar, WorkingCalendar>(calendar => calendar.CurrentAsync(default)));
        Assert.Equal(now.DueOn(stored.Due!), stored.DueOn);
        Assert.NotEqual(WorkingCalendar.Initial.DueOn(stored.Due!), stored.DueOn);
    }

    [DatabaseTheory]
    public async Task A_closure_moves_the_dates_of_its_region_only(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);

        await GiveAsync(house, new DateOnly(2027, 5, 12), "MA-02");
        Assert.Equal(new DateOnly(2027, 5, 25), (await house.TaskAsync("prepare")).DueOn);
        await GiveAsync(house, new DateOnly(2027, 5, 12), House.SoussMassa);

        Assert.Equal(new DateOnly(2027, 5, 26), (await house.TaskAsync("prepare")).DueOn);
    }

    [DatabaseTheory]
    public async Task A_day_to_look_again_goes_on_to_a_working_day_only_when_it_is_none_any_more(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        var (task, day) = (await house.TaskAsync("prepare"), new DateOnly(2027, 5, 12));
        await house.RunAsync<FollowUpTask>(verb => verb.RunAsync([new(task.Id)], day, house.As("delegate"), default));

        await GiveAsync(house, day.AddDays(1), House.SoussMassa);
        Assert.Equal(day, (await house.TaskAsync("prepare")).FollowUpOn);
        await GiveAsync(house, day, House.SoussMassa);

        Assert.Equal(day.AddDays(2), (await house.TaskAsync("prepare")).FollowUpOn);
    }

    [DatabaseTheory]
    public async Task Another_weekly_rest_moves_what_is_counted_over_it(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);

        await house.RunAsync<SetWeeklyRest, CalendarChange>(verb => verb.RunAsync(
            new WeeklyRestRequest(new DateOnly(2027, 5, 10), [DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday], House.SoussMassa, "Décision du bureau"), _administrator, default));

        Assert.Equal(new DateOnly(2027, 5, 27), (await house.TaskAsync("prepare")).DueOn);
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.RunAsync<SetWeeklyRest, CalendarChange>(verb =>
            verb.RunAsync(new WeeklyRestRequest(new DateOnly(2027, 5, 10), [], null, "Décision"), _administrator, default)));
        Assert.Equal("Calendars.RestOutOfRange", refusal.Key);
    }

    [DatabaseTheory]
    public async Task Requests_rounds_and_timers_move_with_the_tasks(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        await RunPlanAsync(house);
        await house.DoAsync("opportunite", "delegate");
        var request = await house.RequestAsync("opportunite-approval");
        Assert.Equal(new DateOnly(2027, 5, 10), request.DueOn);
        Assert.Equal([new DateOnly(2027, 6, 15), new DateOnly(2027, 7, 1)], await TimersAsync(house));

        await GiveAsync(house, new DateOnly(2027, 5, 6), null);
        await GiveAsync(house, new DateOnly(2027, 6, 15), null);
        await GiveAsync(house, new DateOnly(2027, 7, 1), null);

        request = await house.RequestAsync("opportunite-approval");
        Assert.Equal((new DateOnly(2027, 5, 11), 1), (request.DueOn, request.CalendarVersion));
        Assert.Equal([new DateOnly(2027, 6, 16), new DateOnly(2027, 7, 2)], await TimersAsync(house));
        Assert.Contains("Jour chômé « Jour donné »", (await house.ReadAsync(db => db.Set<HistoryEntry>().OrderBy(e => e.Id).LastAsync(e => e.Key == "History.DateMoved"))).In("fr"), StringComparison.Ordinal);

        await house.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(3, "Reporté", _administrator, default));
        Assert.Equal([new DateOnly(2027, 6, 16), new DateOnly(2027, 7, 1)], await TimersAsync(house));
    }

    [DatabaseTheory]
    public async Task An_action_whose_start_became_a_day_off_starts_on_the_next_working_day(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        await RunPlanAsync(house);
        await GiveAsync(house, new DateOnly(2027, 6, 15), null);

        await house.UntilAsync(new DateOnly(2027, 6, 15));
        Assert.False(await house.IsOpenAsync("recueil"));
        await house.UntilAsync(new DateOnly(2027, 6, 16));

        Assert.True(await house.IsOpenAsync("recueil"));
    }

    [DatabaseTheory]
    public async Task A_round_is_given_more_time_but_never_less_than_was_announced(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);
        await RunPlanAsync(house);
        await house.UntilAsync(new DateOnly(2027, 6, 15));
        await house.DoAsync("recueil", "officer");
        var announced = (await RoundAsync(house)).ClosesOn;

        await GiveAsync(house, announced.AddDays(-1), null);
        var later = (await RoundAsync(house)).ClosesOn;
        await house.RunAsync<WithdrawCalendarChange, CalendarChange>(verb => verb.RunAsync(1, "Annulé", _administrator, default));

        Assert.True(later > announced);
        Assert.Equal(later, (await RoundAsync(house)).ClosesOn);
    }

    [DatabaseTheory]
    public async Task A_refused_change_moves_nothing(DatabaseKind kind)
    {
        await using var house = await PreparingAsync(kind);

        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<GiveDaysOff, CalendarChange>(verb =>
            verb.RunAsync(DayOff(new DateOnly(2027, 5, 12), null), house.As("delegate"), default)));
        await Assert.ThrowsAsync<RuleBrokenException>(() => house.RunAsync<GiveDaysOff, CalendarChange>(verb =>
            verb.RunAsync(DayOff(new DateOnly(2027, 5, 12), null) with { Source = " " }, _administrator, default)));

        Assert.Equal((new DateOnly(2027, 5, 25), 0), ((await house.TaskAsync("prepare")).DueOn, (await house.TaskAsync("prepare")).CalendarVersion));
        Assert.Equal(0, await house.ReadAsync(db => db.Set<HistoryEntry>().CountAsync(e => e.Key == "History.DateMoved")));
    }

    /// <summary>A plan is being prepared since Monday 3 May 2027; Aïd Al Adha is expected on Monday 17, or on Sunday 16.</summary>
    private static async Task<House> PreparingAsync(DatabaseKind kind)
    {
        var house = await House.OpenAsync(kind);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 5, 3), new TimeOnly(9, 30)));
        await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        return house;
    }

    private static async Task RunPlanAsync(House house)
    {
        var plan = await house.ReadAsync(db => db.Set<Plan>().Select(p => p.Id).SingleAsync());
        var draft = new PlanDraft(1_000_000, "Doubler.", [new ObjectiveDraft("newExporters", 25)],
        [
            new ActionDraft(null, "salon-collectif", "SIAL 2028", house.Today, new DateOnly(2028, 3, 15), 900_000),
            new ActionDraft(null, "conseil-export", "T3", new DateOnly(2027, 6, 15), new DateOnly(2027, 9, 15), 50_000),
        ]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
    }

    private static Task<CalendarChange> ConfirmAdhaAsync(House house) => house.RunAsync<ObserveFeast, CalendarChange>(verb =>
        verb.RunAsync(new FeastSighting("eid_al_adha", 1448, _sunday, Certainty.Observed, "Communiqué du 8 mai 2027"), _administrator, default));

    private static DaysOffRequest DayOff(DateOnly day, string? region) => new(day, day, region, new Wording("Jour donné", "يوم ممنوح", "Given day"), "Décret");

    private static Task<CalendarChange> GiveAsync(House house, DateOnly day, string? region) =>
        house.RunAsync<GiveDaysOff, CalendarChange>(verb => verb.RunAsync(DayOff(day, region), _administrator, default));

    private static Task<List<string>> RemindersAsync(House house, Guid task) => house.ReadAsync(async db =>
        (await db.Set<Reminder>().Where(r => r.TaskId == task).OrderBy(r => r.DueAt).Select(r => r.DueAt).ToListAsync()).ConvertAll(at => $"{Zone.DateOf(at):yyyy-MM-dd}"));

    private static Task<List<DateOnly>> TimersAsync(House house) => house.ReadAsync(async db =>
        (await db.Set<WaitingBookmark>().Where(b => b.DueAt != null).OrderBy(b => b.DueAt).Select(b => b.DueAt!.Value).ToListAsync()).ConvertAll(Zone.DateOf));

    private static Task<InvitationRound> RoundAsync(House house) => house.ReadAsync(db => db.Set<InvitationRound>().AsNoTracking().SingleAsync());
}
