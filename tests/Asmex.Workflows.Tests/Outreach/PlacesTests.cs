using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

public sealed partial class PlacesTests
{
    [DatabaseTheory]
    public async Task Of_500_firms_that_say_yes_at_once_40_have_a_place_and_the_others_wait_in_turn(DatabaseKind kind)
    {
        const int Firms = 500;
        await using var fair = await Fair.OpenAsync(kind, Firms);
        var tokens = await TokensAsync(fair);

        await Parallel.ForEachAsync(tokens, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (token, _) => await fair.AnswerAsync(token, Reply.Yes));

        var invitations = await fair.AllAsync<Invitation>();
        Assert.Equal(40, invitations.Count(i => i.Place == PlaceState.Held));
        Assert.Equal(Enumerable.Range(1, Firms - 40), invitations.Where(i => i.Place == PlaceState.Waiting).Select(i => i.Turn!.Value).Order());
        Assert.Equal(Firms, (await fair.AllAsync<Letter>()).Count(l => l.Template == LetterKeys.AnswerConfirmation));
    }

    [DatabaseTheory]
    public async Task A_place_that_comes_free_is_offered_in_turn_and_goes_on_when_it_is_not_taken(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 4, seats: 1);
        foreach (var person in new[] { 0, 2, 1, 3 })
        {
            await fair.AnswerAsync(person, Reply.Yes);
        }

        await fair.AnswerAsync(0, Reply.No, versionSeen: 1);
        Assert.Equal([null, PlaceState.Waiting, PlaceState.Offered, PlaceState.Waiting], await StandingsAsync(fair));

        fair.Database.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await ExpireAsync(fair));
        fair.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ExpireAsync(fair));
        Assert.Equal([null, PlaceState.Offered, PlaceState.Lapsed, PlaceState.Waiting], await StandingsAsync(fair));

        await fair.AnswerAsync(2, Reply.Yes, versionSeen: 1);
        await fair.AnswerAsync(1, Reply.Yes, versionSeen: 1);

        Assert.Equal([null, PlaceState.Held, PlaceState.Waiting, PlaceState.Waiting], await StandingsAsync(fair));
        Assert.Equal([3, 4], (await fair.AllAsync<Invitation>()).Select(i => i.Turn).OfType<int>().Order());
        var letters = await fair.AllAsync<Letter>();
        Assert.Equal(["person1@coop.example", "person2@coop.example"], letters.Where(l => l.Template == LetterKeys.PlaceOffered).Select(l => l.Address).Order());
        Assert.Contains("mercredi 6 janvier 2027", letters.Single(l => l.Template == LetterKeys.PlaceOffered && l.Language == "fr").Text);
        Assert.Equal("person2@coop.example", letters.Single(l => l.Template == LetterKeys.WaitingEnded).Address);
    }

    [DatabaseTheory]
    public async Task When_the_last_day_has_passed_those_that_still_wait_are_told_and_the_work_knows_them(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, seats: 1);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.Yes);
        Assert.Null(await fair.ResultAsync());

        fair.Database.Clock.Advance(TimeSpan.FromDays(30));
        await fair.CloseAsync();

        var answers = (await fair.ResultAsync())!.ToJsonString();
        Assert.Contains("\"yes\":1", answers);
        Assert.Contains("\"waiting\":1", answers);
        var told = (await fair.AllAsync<Letter>()).Single(l => l.Template == LetterKeys.WaitingEnded);
        Assert.Equal("person1@coop.example", told.Address);
    }

    [DatabaseTheory]
    public async Task Whatever_firms_answer_places_are_never_given_twice_and_none_stays_empty_while_a_firm_waits(DatabaseKind kind)
    {
        const int Firms = 7, Seats = 3;
        await using var fair = await Fair.OpenAsync(kind, Firms, seats: Seats);
        var tokens = await TokensAsync(fair);
        var random = new Random(20270104);
        for (var step = 0; step < 80; step++)
        {
            if (random.Next(12) == 0)
            {
                fair.Database.Clock.Advance(TimeSpan.FromHours(12));
                await ExpireAsync(fair);
            }
            else
            {
                var firm = (await fair.AllAsync<Invitation>()).OrderBy(i => i.Address, StringComparer.Ordinal).ElementAt(random.Next(Firms));
                await fair.AnswerAsync(tokens[int.Parse(firm.Address[6..7], CultureInfo.InvariantCulture)], random.Next(3) == 0 ? Reply.No : Reply.Yes, firm.Version);
            }

            var now = await fair.AllAsync<Invitation>();
            var taken = now.Count(i => i.Place is PlaceState.Held or PlaceState.Offered);
            Assert.InRange(taken, 0, Seats);
            Assert.True(taken == Seats || now.All(i => i.Place != PlaceState.Waiting), $"After {step} steps a place is empty while a firm waits.");
            Assert.All(now, i => Assert.True(i.Place is null == i.Reply is not Reply.Yes));
        }
    }

    [DatabaseTheory]
    public async Task An_event_that_moves_is_told_to_those_that_come_with_their_calendar_and_more_places_are_offered(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 4, seats: 1);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.Yes);
        await fair.AnswerAsync(2, Reply.No);
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        var change = new EventChange(round.Id, new DateOnly(2027, 5, 13), new TimeOnly(10, 0), "Agadir, hall 2", 2, "La salle est prise.", ChangesSeen: 0);

        await ChangeAsync(fair, change);

        var letters = await fair.AllAsync<Letter>();
        var told = letters.Where(l => l.Template == LetterKeys.EventChanged).ToDictionary(l => l.Address);
        Assert.Equal(["person0@coop.example", "person1@coop.example", "person3@coop.example"], told.Keys.Order());
        Assert.Contains("La salle est prise.", told["person0@coop.example"].Text);
        Assert.Contains("SEQUENCE:2", told["person0@coop.example"].Calendar);
        Assert.Contains("DTSTART:20270513T100000Z", told["person0@coop.example"].Calendar);
        Assert.Null(told["person1@coop.example"].Calendar);
        Assert.Equal(PlaceState.Offered, (await fair.AllAsync<Invitation>()).Single(i => i.Address == "person1@coop.example").Place);

        var stale = await Assert.ThrowsAsync<RuleBrokenException>(() => ChangeAsync(fair, change with { Place = "Tiznit" }));
        Assert.StartsWith("« Salon <SIAL> » a été modifié entre-temps", stale.In("fr"));
        var few = await Assert.ThrowsAsync<RuleBrokenException>(() => ChangeAsync(fair, change with { Seats = 1, ChangesSeen = 1 }));
        Assert.Equal("1 places ne suffisent pas : 2 sont déjà prises ou proposées. Indiquez au moins 2.", few.In("fr"));
        var past = await Assert.ThrowsAsync<RuleBrokenException>(() => ChangeAsync(fair, change with { Date = new DateOnly(2027, 1, 2), ChangesSeen = 1 }));
        Assert.StartsWith("Le samedi 2 janvier 2027 est passé", past.In("fr"));
        await Assert.ThrowsAsync<NothingThereException>(() => ChangeAsync(fair, change with { ChangesSeen = 1 }, region: "MA-01"));
    }

    [DatabaseTheory]
    public async Task A_firm_that_let_a_place_go_is_offered_one_again_when_its_turn_comes_again(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, seats: 1);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.Yes);
        await fair.AnswerAsync(0, Reply.No, versionSeen: 1);
        fair.Database.Clock.Advance(TimeSpan.FromDays(3));
        await ExpireAsync(fair);
        await fair.AnswerAsync(0, Reply.Yes, versionSeen: 2);
        await fair.AnswerAsync(1, Reply.Yes, versionSeen: 1);

        await fair.AnswerAsync(0, Reply.No, versionSeen: 3);

        Assert.Equal([null, PlaceState.Offered], await StandingsAsync(fair));
        Assert.Equal(2, (await fair.AllAsync<Letter>()).Count(l => l.Template == LetterKeys.PlaceOffered));
    }

    [DatabaseTheory]
    public async Task A_limit_that_is_set_later_counts_those_that_come_and_one_that_is_lifted_lets_all_in(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 4, seats: 40);
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        var change = new EventChange(round.Id, round.Event.Date, round.Event.Time, round.Event.Place, null, null, ChangesSeen: 0);
        await ChangeAsync(fair, change);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.Yes);

        await ChangeAsync(fair, change with { Seats = 2, ChangesSeen = 1 });
        await fair.AnswerAsync(2, Reply.Yes);
        Assert.Equal([PlaceState.Held, PlaceState.Held, PlaceState.Waiting, null], await StandingsAsync(fair));

        await ChangeAsync(fair, change with { ChangesSeen = 2 });
        Assert.Equal(PlaceState.Offered, (await StandingsAsync(fair))[2]);
        await fair.AnswerAsync(2, Reply.Yes, versionSeen: 1);
        Assert.Equal(PlaceState.Held, (await StandingsAsync(fair))[2]);
    }

    [DatabaseTheory]
    public async Task Who_waits_after_all_had_answered_is_told_when_the_last_day_has_passed(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, seats: 1);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.No);
        Assert.NotNull(await fair.ResultAsync());
        await fair.AnswerAsync(1, Reply.Yes, versionSeen: 1);

        fair.Database.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(1, await ExpireAsync(fair));
        Assert.Equal(PlaceState.Lapsed, (await StandingsAsync(fair))[1]);
        Assert.Single(await fair.AllAsync<Letter>(), l => l.Template == LetterKeys.WaitingEnded);
    }

    [DatabaseTheory]
    public async Task Of_an_event_that_is_cancelled_nobody_hears_later_that_the_places_are_taken(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, seats: 1);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.Yes);
        await fair.AnswerAsync(0, Reply.No, versionSeen: 1);
        Assert.Equal([null, PlaceState.Offered], await StandingsAsync(fair));

        await fair.CancelAsync();
        fair.Database.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(0, await ExpireAsync(fair));
        var letters = await fair.AllAsync<Letter>();
        Assert.Equal("person1@coop.example", letters.Single(l => l.Template == LetterKeys.EventCancelled).Address);
        Assert.DoesNotContain(letters, l => l.Template == LetterKeys.WaitingEnded);
    }

    [DatabaseTheory]
    public async Task A_cancelled_event_goes_out_of_the_calendar_by_what_is_newer_than_the_confirmation(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);

        await fair.CancelAsync();

        var letters = await fair.AllAsync<Letter>();
        Assert.Contains("SEQUENCE:1\r\n", letters.Single(l => l.Template == LetterKeys.AnswerConfirmation).Calendar);
        var cancelled = letters.Single(l => l.Template == LetterKeys.EventCancelled).Calendar!;
        Assert.Contains("METHOD:CANCEL\r\n", cancelled);
        Assert.Contains("SEQUENCE:2\r\n", cancelled);
        Assert.Contains("STATUS:CANCELLED\r\n", cancelled);
    }

    [DatabaseTheory]
    public async Task A_yes_goes_into_the_calendar_and_a_later_no_takes_it_out(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.SendAsync();
        var confirmed = fair.Mails[^1].Message;
        await fair.AnswerAsync(0, Reply.No, versionSeen: 1);
        await fair.SendAsync();
        var withdrawn = fair.Mails[^1].Message;

        var request = confirmed.BodyParts.OfType<MimeKit.TextPart>().Single(p => p.ContentType.MimeType == "text/calendar");
        Assert.Equal("REQUEST", request.ContentType.Parameters["method"]);
        Assert.IsType<MimeKit.MultipartAlternative>(confirmed.Body);
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Address == "person0@coop.example");
        Assert.Equal(
            $"""
            BEGIN:VCALENDAR
            METHOD:REQUEST
            PRODID:-//ASMEX//Workflows//FR
            VERSION:2.0
            BEGIN:VEVENT
            ATTENDEE;CN=Madame 0;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:person0@coop.example
            DESCRIPTION:https://plans.asmex.example/a/TOKEN
            DTEND:20270512T113000Z
            DTSTAMP:20270104T080000Z
            DTSTART:20270512T093000Z
            LOCATION:Agadir
            ORGANIZER;CN=ASMEX:mailto:invitations@asmex.example
            SEQUENCE:1
            STATUS:CONFIRMED
            SUMMARY:Salon <SIAL>
            UID:{invitation.Id:N}@asmex
            URL:https://plans.asmex.example/a/TOKEN
            END:VEVENT
            END:VCALENDAR
            """, Link().Replace(Unfold(request.Text), "/a/TOKEN"));
        var cancel = withdrawn.BodyParts.OfType<MimeKit.TextPart>().Single(p => p.ContentType.MimeType == "text/calendar");
        Assert.Equal("CANCEL", cancel.ContentType.Parameters["method"]);
        Assert.Contains("SEQUENCE:2", cancel.Text);
        Assert.Contains("STATUS:CANCELLED", cancel.Text);
    }

    private static string Unfold(string calendar) => calendar.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).TrimEnd();

    private static async Task<IReadOnlyList<string>> TokensAsync(Fair fair) =>
        [.. (await fair.AllAsync<Letter>()).Where(l => l.Template == LetterKeys.Invitation).OrderBy(l => l.Address, StringComparer.Ordinal).Select(l => Link().Match(l.Html).Value["/a/".Length..])];

    private static async Task<IReadOnlyList<PlaceState?>> StandingsAsync(Fair fair) =>
        [.. (await fair.AllAsync<Invitation>()).OrderBy(i => i.Address, StringComparer.Ordinal).Select(i => i.Place)];

    private static Task<int> ExpireAsync(Fair fair) => fair.Database.RunAsync<ExpireOffers, int>(verb => verb.RunAsync(default));

    private static Task ChangeAsync(Fair fair, EventChange change, string region = "MA-09") => fair.Database.RunAsync<ChangeEvent>(verb => verb.RunAsync(change, region == "MA-09" ? Given.Delegate : Given.DelegateOfTheNorth, default));

    [GeneratedRegex("/a/([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
