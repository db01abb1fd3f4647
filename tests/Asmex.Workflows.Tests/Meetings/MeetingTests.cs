using System.Text;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Meetings;

/// <summary>The Conseil des Régions and its like; the first day is Monday, 4 January 2027.</summary>
public sealed class MeetingTests
{
    private static readonly MeetingSeriesDraft _council = new("Conseil des Régions", null, new MeetingRule(3, 2), new DateOnly(2027, 1, 20), new TimeOnly(10, 0), new TimeOnly(12, 0), "Casablanca", [Roles.Delegate, Roles.Coordinator])
    {
        Points = ["Avancement", " ", "Divers"],
    };

    [DatabaseTheory]
    public async Task A_council_is_convened_on_a_working_day_that_can_say_why_and_all_regions_are_told(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var meeting = await BeginAsync(house);

        Assert.Equal((new DateOnly(2027, 1, 5), new DateOnly(2026, 12, 31), 2), (meeting.On, meeting.Due.Start, meeting.Due.WorkingDays));
        Assert.Equal(["Avancement", "Divers"], await house.ReadAsync(db => db.Set<AgendaPoint>().OrderBy(p => p.Number).Select(p => p.Text).ToListAsync()));
        string[] invited = ["colleague", "coordinator", "delegate", "stranger"];
        Assert.Equal(invited.Select(house.Id).Order(), (await house.ReadAsync(db => db.Set<MeetingParticipant>().Select(p => p.PersonId).ToListAsync())).Order());
        Assert.Contains("10:00, Casablanca", Assert.Single(await house.LettersAsync("stranger")).Html, StringComparison.Ordinal);
        Assert.Empty(await house.LettersAsync("treasurer"));
    }

    [DatabaseTheory]
    public async Task The_next_one_is_convened_once_by_two_programs_and_only_when_none_is_to_come(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        await BeginAsync(house);
        var early = await ConveneAsync(house);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 6), new TimeOnly(9, 0)));

        var convened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ConveneAsync(house))));

        Assert.Equal((0, 1), (early, convened.Sum()));
        Assert.Equal([new DateOnly(2027, 1, 5), new DateOnly(2027, 4, 2)], await house.ReadAsync(db => db.Set<Meeting>().OrderBy(m => m.On).Select(m => m.On).ToListAsync()));
        Assert.Equal(2, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.Kind == NotificationKind.Meeting && n.PersonId == house.Id("delegate"))));
        Assert.Equal(0, await ConveneAsync(house));
    }

    [DatabaseTheory]
    public async Task Months_that_went_by_unseen_are_left_out_and_an_ended_series_convenes_nothing(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var first = await BeginAsync(house);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 8, 2), new TimeOnly(9, 0)));

        await ConveneAsync(house);
        await house.RunAsync<EndSeries>(verb => verb.RunAsync(first.SeriesId, house.As("coordinator"), default));
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 11, 2), new TimeOnly(9, 0)));

        Assert.Equal(0, await ConveneAsync(house));
        Assert.Equal(new DateOnly(2027, 10, 4), await house.ReadAsync(db => db.Set<Meeting>().MaxAsync(m => m.On)));
    }

    [DatabaseTheory]
    public async Task A_series_that_is_sent_twice_invites_once_until_it_has_ended(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Record.ExceptionAsync(() => BeginAsync(house)))));

        Assert.Equal(["Meetings.SeriesRuns", "Meetings.SeriesRuns"], answers.OfType<RuleBrokenException>().Select(refusal => refusal.Key));
        var meeting = await house.ReadAsync(db => db.Set<Meeting>().AsNoTracking().SingleAsync());
        Assert.Single(await house.LettersAsync("delegate"));
        await house.RunAsync<EndSeries>(verb => verb.RunAsync(meeting.SeriesId, house.As("coordinator"), default));
        await BeginAsync(house);
    }

    [DatabaseTheory]
    public async Task Nobody_is_invited_to_an_hour_that_is_past(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        house.Database.Clock.SetUtcNow(Zone.At(new DateOnly(2027, 1, 5), new TimeOnly(10, 30)));

        var meeting = await BeginAsync(house);

        Assert.Equal(new DateOnly(2027, 4, 2), meeting.On);
    }

    [DatabaseTheory]
    public async Task One_is_moved_or_cancelled_alone_and_those_invited_read_why(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var meeting = await BeginAsync(house);
        var move = new MoveMeetingRequest(meeting.Id, new DateOnly(2027, 1, 9), new TimeOnly(9, 0), new TimeOnly(11, 0), "Rabat", "La salle est prise.", meeting.Version);

        var unsaid = await house.RefusedAsync<MoveMeeting>(verb => verb.RunAsync(move with { Reason = " " }, house.As("coordinator"), default));
        var others = await house.RefusedAsync<MoveMeeting>(verb => verb.RunAsync(move, house.As("delegate"), default));
        var past = await house.RefusedAsync<MoveMeeting>(verb => verb.RunAsync(move with { On = house.Today, Starts = new TimeOnly(0, 30), Ends = new TimeOnly(1, 0) }, house.As("coordinator"), default));
        await house.RunAsync<MoveMeeting>(verb => verb.RunAsync(move, house.As("coordinator"), default));
        var unseen = await house.RefusedAsync<CancelMeeting>(verb => verb.RunAsync(meeting.Id, "Vieille page", meeting.Version, house.As("coordinator"), default));
        var stale = await house.RefusedAsync<MoveMeeting>(verb => verb.RunAsync(move, house.As("coordinator"), default));
        var moved = await NowAsync(house, meeting.Id);
        await house.RunAsync<CancelMeeting>(verb => verb.RunAsync(meeting.Id, "Grève des trains.", null, house.As("coordinator"), default));
        await ConveneAsync(house);

        Assert.Contains("Indiquez le motif", unsaid, StringComparison.Ordinal);
        Assert.Contains("convoquée par d'autres", others, StringComparison.Ordinal);
        Assert.Contains("Il est plus de 00:30", past, StringComparison.Ordinal);
        Assert.All([stale, unseen], refusal => Assert.Contains("a changé pendant", refusal, StringComparison.Ordinal));
        Assert.Equal((new DateOnly(2027, 1, 12), new TimeOnly(9, 0), "Rabat"), (moved.On, moved.Starts, moved.Place));
        Assert.Equal(["Conseil des Régions", "Grève des trains.", "La salle est prise."], Words(await house.LettersAsync("delegate"), "La salle est prise.", "Grève des trains.", "Conseil des Régions"));
        Assert.Equal([(MeetingStatus.Cancelled, new DateOnly(2027, 1, 12)), (MeetingStatus.Planned, new DateOnly(2027, 4, 2))], (await house.ReadAsync(db => db.Set<Meeting>().OrderBy(m => m.On).ToListAsync())).Select(m => (m.Status, m.On)));
        Assert.Contains("est annulée", await house.RefusedAsync<CancelMeeting>(verb => verb.RunAsync(meeting.Id, "Encore", null, house.As("coordinator"), default)), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Minutes_come_with_the_day_and_a_decision_becomes_a_task_in_one_act(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var meeting = await BeginAsync(house);
        var asked = new MakeTaskRequest(TaskHouse.Souss, "Relancer les coopératives", new TaskTo(house.Id("delegate")), new TaskDay(WorkingDays: 5));
        var early = await house.RefusedAsync<KeepMinutes>(verb => verb.RunAsync(meeting.Id, "Dit.", [], null, house.As("coordinator"), default));
        house.Database.Clock.SetUtcNow(Zone.At(meeting.On, new TimeOnly(13, 0)));

        await house.RunAsync<KeepMinutes>(verb => verb.RunAsync(meeting.Id, "Tout a été dit.", [house.Id("delegate")], meeting.Version, house.As("coordinator"), default));
        var bad = await house.RefusedAsync<DecideInMeeting>(verb => verb.RunAsync(meeting.Id, "Relancer.", asked with { To = new TaskTo(house.Id("stranger")) }, house.As("coordinator"), default));
        await house.RunAsync<DecideInMeeting>(verb => verb.RunAsync(meeting.Id, "Relancer.", asked, house.As("coordinator"), default));
        await house.RunAsync<DecideInMeeting>(verb => verb.RunAsync(meeting.Id, "Rien d'autre.", null, house.As("coordinator"), default));

        Assert.Contains("se tient le", early, StringComparison.Ordinal);
        Assert.Contains("une fonction dans la région", bad, StringComparison.Ordinal);
        var decisions = await house.ReadAsync(db => db.Set<MeetingDecision>().OrderBy(d => d.Number).ToListAsync());
        Assert.Equal([(1, "Relancer.", true), (2, "Rien d'autre.", false)], decisions.Select(d => (d.Number, d.Text, d.TaskId is not null)));
        Assert.Equal(decisions[0].TaskId, Assert.Single((await house.InboxAsync("delegate")).Rows).Id);
        Assert.Equal([house.Id("delegate")], await house.ReadAsync(db => db.Set<MeetingParticipant>().Where(p => p.Came == true).Select(p => p.PersonId).ToListAsync()));
        Assert.Contains("ne peut plus être déplacée", await house.RefusedAsync<CancelMeeting>(verb => verb.RunAsync(meeting.Id, "Trop tard", null, house.As("coordinator"), default)), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_change_of_the_calendar_moves_it_and_tells_once(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var meeting = await BeginAsync(house);
        var administrator = new Actor(Guid.CreateVersion7(), "Amina Lahlou", "fr", [new Holding(Roles.Administrator, null)]);

        await house.RunAsync<GiveDaysOff>(verb => verb.RunAsync(
            new DaysOffRequest(meeting.On, meeting.On, null, new Wording("Jour de deuil", "يوم حداد", "Day of mourning"), "Décret"), administrator, default));

        Assert.Equal(new DateOnly(2027, 1, 6), (await NowAsync(house, meeting.Id)).On);
        Assert.Equal(1, await house.ReadAsync(db => db.Set<Notification>().CountAsync(n => n.Kind == NotificationKind.DateMoved && n.PersonId == house.Id("stranger"))));
    }

    [DatabaseTheory]
    public async Task An_agenda_grows_by_those_invited_and_is_not_there_for_others(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var council = await BeginAsync(house);
        var committee = await NowAsync(house, await house.Database.RunAsync<StartSeries, Guid>(verb => verb.RunAsync(_council with { Title = "Comité", Region = TaskHouse.Souss, Roles = [Roles.Delegate] }, house.As("delegate"), default)));

        await house.RunAsync<AddAgendaPoint>(verb => verb.RunAsync(council.Id, "Transport", house.As("stranger"), default));
        var point = await house.ReadAsync(db => db.Set<AgendaPoint>().SingleAsync(p => p.Text == "Transport"));
        var notTheirs = await house.RefusedAsync<RemoveAgendaPoint>(verb => verb.RunAsync(council.Id, point.Id, house.As("delegate"), default));
        await house.RunAsync<RemoveAgendaPoint>(verb => verb.RunAsync(council.Id, point.Id, house.As("stranger"), default));

        Assert.Contains("convoquée par d'autres", notTheirs, StringComparison.Ordinal);
        Assert.Equal(2, await house.ReadAsync(db => db.Set<AgendaPoint>().CountAsync(p => p.MeetingId == council.Id)));
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<AddAgendaPoint>(verb => verb.RunAsync(committee.Id, "Transport", house.As("stranger"), default)));
        await Assert.ThrowsAsync<NothingThereException>(() => house.RunAsync<AddAgendaPoint>(verb => verb.RunAsync(council.Id, "Lire", house.As("auditor"), default)));
        Assert.Contains("ne pouvez pas convoquer", await house.RefusedAsync<StartSeries>(verb => verb.RunAsync(_council, house.As("delegate"), default)), StringComparison.Ordinal);
        Assert.Contains("un jour qui existe chaque mois", await house.RefusedAsync<StartSeries>(verb => verb.RunAsync(_council with { Rule = new MeetingRule(3, 5, DayOfWeek.Monday) }, house.As("coordinator"), default)), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_full_agenda_takes_another_point_once_one_is_taken_off(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var draft = _council with { Points = [.. Enumerable.Range(1, MeetingSeries.MostPoints).Select(n => $"Point {n}")] };
        var meeting = await house.Database.RunAsync<StartSeries, Guid>(verb => verb.RunAsync(draft, house.As("coordinator"), default));
        var full = await house.RefusedAsync<AddAgendaPoint>(verb => verb.RunAsync(meeting, "Transport", house.As("delegate"), default));
        var point = await house.ReadAsync(db => db.Set<AgendaPoint>().SingleAsync(p => p.Text == "Point 5"));

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => house.RunAsync<RemoveAgendaPoint>(verb => verb.RunAsync(meeting, point.Id, house.As("coordinator"), default)))));
        await house.RunAsync<AddAgendaPoint>(verb => verb.RunAsync(meeting, "Transport", house.As("delegate"), default));

        Assert.Contains($"déjà {MeetingSeries.MostPoints} points", full, StringComparison.Ordinal);
        var agenda = await house.ReadAsync(db => db.Set<AgendaPoint>().OrderBy(p => p.Number).Select(p => p.Text).ToListAsync());
        Assert.Equal((MeetingSeries.MostPoints, "Transport"), (agenda.Count, agenda[^1]));
        Assert.DoesNotContain("Point 5", agenda);
    }

    [DatabaseTheory]
    public async Task Decisions_recorded_at_once_are_all_kept_under_numbers_of_their_own(DatabaseKind kind)
    {
        await using var house = await TaskHouse.OpenAsync(kind);
        var meeting = await BeginAsync(house);
        house.Database.Clock.SetUtcNow(Zone.At(meeting.On, new TimeOnly(13, 0)));

        await Task.WhenAll(Enumerable.Range(1, 4).Select(n => Task.Run(() => house.RunAsync<DecideInMeeting>(verb => verb.RunAsync(meeting.Id, $"Décision {n}", null, house.As("coordinator"), default)))));

        Assert.Equal([1, 2, 3, 4], await house.ReadAsync(db => db.Set<MeetingDecision>().OrderBy(d => d.Number).Select(d => d.Number).ToListAsync()));
    }

    [Fact]
    public async Task Its_calendar_file_has_the_hours_in_universal_time()
    {
        await using var house = await TaskHouse.OpenAsync(DatabaseKind.Sqlite);
        var meeting = await BeginAsync(house);

        var file = Encoding.UTF8.GetString(MeetingFile.Of(meeting, "https://asmex.example/meetings/1", "fr", house.Database.Clock.GetUtcNow()));

        Assert.Contains("DTSTART:20270105T100000Z", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Conseil des Régions", file, StringComparison.Ordinal);
    }

    private static string[] Words(IEnumerable<Asmex.Workflows.Letters.Letter> letters, params string[] searched) =>
        [.. searched.Where(word => letters.Any(l => l.Html.Contains(word, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    private static Task<int> ConveneAsync(TaskHouse house) => house.Database.RunAsync<ConveneMeetings, int>(verb => verb.RunAsync(default));

    private static Task<Meeting> NowAsync(TaskHouse house, Guid id) => house.ReadAsync(db => db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == id));

    private static async Task<Meeting> BeginAsync(TaskHouse house) =>
        await NowAsync(house, await house.Database.RunAsync<StartSeries, Guid>(verb => verb.RunAsync(_council, house.As("coordinator"), default)));
}
