using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters.Pacing;
using Asmex.Workflows.Tests.Outreach;
using Asmex.Workflows.Web.Pages.Firms;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using ReceivedMail = Asmex.Workflows.Letters.Receiving.ReceivedMail;

namespace Asmex.Workflows.Tests.Letters.Receiving;

public sealed class TakeInMailTests
{
    private const string Person = "person0@coop.example";

    [DatabaseTheory]
    public async Task An_address_that_does_not_exist_is_suppressed_once_and_its_delegate_told(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var letter = await LetterAsync(fair);
        await AddDelegateAsync(fair);

        Assert.True(await TakeInAsync(fair, Sample.Of("HardBounce-postfix-user-unknown", letter.Id, Person)));
        Assert.True(await TakeInAsync(fair, Sample.Of("HardBounce-postfix-user-unknown", letter.Id, Person)));

        letter = await LetterAsync(fair);
        Assert.Equal(LetterState.Bounced, letter.State);
        Assert.StartsWith("5.1.1", letter.Reply);
        Assert.Equal(SuppressionReason.HardBounce, Assert.Single(await fair.AllAsync<Suppression>()).Reason);
        Assert.Equal("Adresse à corriger : Coopérative 0", Assert.Single(await fair.AllAsync<Notification>()).What.Fr);
        var task = Assert.Single(await fair.AllAsync<PlanTask>());
        Assert.Equal((Roles.Delegate, "MA-09", "Adresse à corriger : Coopérative 0"), (task.Role, task.Region, task.Title.Fr));
        Assert.Contains(Person, task.Instructions!.Fr, StringComparison.Ordinal);
        Assert.Single(await fair.AllAsync<HistoryEntry>(), h => h.Key == "History.HardBounce" && h.FirmId == letter.FirmId);
        Assert.Single(await fair.AllAsync<ReceivedMail>());
    }

    [DatabaseTheory]
    public async Task An_address_that_the_relay_itself_does_not_know_is_suppressed_and_its_correction_asked_for(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 1);
        await AddDelegateAsync(fair);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        fair.Database.Clock.Advance(TimeSpan.FromHours(2));
        fair.Room.Server.On("RCPT", new SmtpAnswer.Say("550 5.1.1 no such user"));

        await fair.SendAsync();

        Assert.Equal(SuppressionReason.HardBounce, Assert.Single(await fair.AllAsync<Suppression>()).Reason);
        Assert.Equal("Adresse à corriger : Coopérative 0", Assert.Single(await fair.AllAsync<PlanTask>()).Title.Fr);
    }

    [DatabaseTheory]
    public async Task The_dead_address_of_a_file_that_was_merged_is_suppressed_and_its_correction_asked_for_in_the_file_kept(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 1);
        await Given.FirmAsync(fair.Database, Given.Draft with { Name = "Union Argan", Ice = null }, Given.Contact with { Name = "Madame 0", Email = Person });
        var letter = await LetterAsync(fair);
        await fair.Database.MergeAsync("Coopérative 0", into: "Union Argan");

        Assert.True(await TakeInAsync(fair, Sample.Of("HardBounce-postfix-user-unknown", letter.Id, Person)));

        Assert.Equal(SuppressionReason.HardBounce, Assert.Single(await fair.AllAsync<Suppression>()).Reason);
        Assert.Equal("Adresse à corriger : Union Argan", Assert.Single(await fair.AllAsync<PlanTask>()).Title.Fr);
    }

    [DatabaseTheory]
    public async Task A_reminder_no_longer_goes_to_a_dead_address(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await TakeInAsync(fair, Sample.Of("HardBounce-gmail-no-such-user", (await LetterAsync(fair)).Id, Person));

        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        fair.Database.Clock.Advance(TimeSpan.FromHours(2));
        await fair.SendAsync();

        Assert.DoesNotContain(fair.Mails.Skip(2), m => m.To == Person);
        Assert.Contains(fair.Mails.Skip(2), m => m.To == "person1@coop.example");
    }

    [DatabaseTheory]
    [Row("SoftBounce-gmail-over-quota")]
    [Row("Refusal-gmail-dmarc")]
    public async Task A_failure_that_says_nothing_about_the_address_does_not_suppress_it(DatabaseKind kind, string sample)
    {
        await using var fair = await Fair.OpenAsync(kind);

        await TakeInAsync(fair, Sample.Of(sample, (await LetterAsync(fair)).Id, Person));

        Assert.Equal(LetterState.Bounced, (await LetterAsync(fair)).State);
        Assert.Empty(await fair.AllAsync<Suppression>());
    }

    [DatabaseTheory]
    public async Task A_report_about_another_address_or_another_letter_suppresses_nobody(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);

        Assert.True(await TakeInAsync(fair, Sample.Of("HardBounce-postfix-user-unknown", (await LetterAsync(fair)).Id, "victim@other.example")));
        Assert.False(await TakeInAsync(fair, Sample.Of("HardBounce-postfix-user-unknown", Guid.CreateVersion7(), Person)));
        Assert.False(await TakeInAsync(fair, Sample.Of("Other-mailer-daemon-says-nothing", Guid.Empty)));

        Assert.Empty(await fair.AllAsync<Suppression>());
    }

    [DatabaseTheory]
    public async Task Who_calls_it_spam_has_opted_out_and_is_barred_as_one_who_complained(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);

        await TakeInAsync(fair, Sample.Of("Complaint-arf-abuse", (await LetterAsync(fair)).Id, Person));

        Assert.NotNull((await fair.AllAsync<Contact>()).Single(c => c.Email == Person).OptedOutAt);
        Assert.Equal(SuppressionReason.Complaint, Assert.Single(await fair.AllAsync<Suppression>()).Reason);
    }

    [DatabaseTheory]
    [Row("Delivery-postfix-relayed", LetterState.Unknown)]
    [Row("Delivery-postfix-relayed", LetterState.Handed)]
    [Row("Reply-person", LetterState.Unknown)]
    [Row("AutoReply-rfc3834", LetterState.Unknown)]
    public async Task A_letter_of_which_nothing_was_known_has_arrived_when_something_comes_back(DatabaseKind kind, string sample, LetterState left)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await using (var scope = fair.Database.Scope())
        {
            var lease = fair.Database.Clock.GetUtcNow().AddMinutes(5);
            await scope.Db.Letters.Where(l => l.Address == Person && l.State == LetterState.Sent)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, left).SetProperty(l => l.LeaseUntil, lease));
        }

        await TakeInAsync(fair, Sample.Of(sample, (await LetterAsync(fair)).Id, Person));
        fair.Database.Clock.Advance(TimeSpan.FromMinutes(6));
        await fair.SendAsync();

        Assert.Equal(LetterState.Sent, (await LetterAsync(fair)).State);
        Assert.Empty(await fair.AllAsync<Suppression>());
    }

    [DatabaseTheory]
    public async Task What_a_person_writes_goes_on_the_time_line_of_the_firm_with_or_without_the_letter(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await AddDelegateAsync(fair);

        Assert.True(await TakeInAsync(fair, Sample.Of("Reply-person", (await LetterAsync(fair)).Id, Person)));
        Assert.True(await TakeInAsync(fair, Sample.Of("Reply-person", Guid.CreateVersion7(), "person1@coop.example")));
        Assert.False(await TakeInAsync(fair, Sample.Of("Reply-person", Guid.CreateVersion7(), "stranger@else.example")));

        Assert.Equal(2, (await fair.AllAsync<HistoryEntry>()).Where(h => h.Key == "History.MailReceived").Select(h => h.FirmId).Distinct().Count());
        Assert.Equal(2, (await fair.AllAsync<Notification>()).Count);
    }

    [DatabaseTheory]
    public async Task Who_answers_a_letter_that_went_to_no_firm_is_heard_by_an_administrator(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.Room.AppointAsync(Roles.Administrator);
        var letter = await fair.Room.WriteAsync("expert@university.example");

        Assert.True(await TakeInAsync(fair, Sample.Of("Reply-person", letter.Id, "expert@university.example")));

        var told = Assert.Single(await fair.AllAsync<Notification>());
        Assert.Equal(("Réponse par courriel : expert@university.example", "/letters/received"), (told.What.Fr, told.Path));
        Assert.DoesNotContain(await fair.AllAsync<HistoryEntry>(), h => h.Key == "History.MailReceived");
    }

    [DatabaseTheory]
    public async Task The_time_line_of_the_firm_says_who_wrote_and_what(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var letter = await LetterAsync(fair);
        await TakeInAsync(fair, Sample.Of("Reply-person", letter.Id, Person));
        await TakeInAsync(fair, Sample.Of("Delivery-postfix-relayed", letter.Id, Person));

        await using var scope = fair.Database.Scope();
        var received = await scope.Db.Set<ReceivedMail>().SingleAsync(m => m.Kind == MailKind.Reply);
        var moments = (await new FirmTimeLine(scope.Db, new Words()).OfAsync(letter.FirmId!.Value, default)).Where(m => m.Who == Person).ToList();
        Assert.Equal(($"a écrit : « {received.Subject} »", received.Words, "Réponse"), (Assert.Single(moments).What, moments[0].More, moments[0].Whom));
    }

    [DatabaseTheory]
    public async Task The_yes_of_a_calendar_counts_as_the_answer_and_keeps_what_was_said_before(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Maybe, need: "Un transporteur", participants: "Fatima Alaoui");
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Address == Person);

        Assert.True(await TakeInAsync(fair, Sample.Of("CalendarReply-accepted", Guid.Empty, Person, invitation.Id)));

        invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Address == Person);
        Assert.Equal((Reply.Yes, PlaceState.Held, "Un transporteur", "Fatima Alaoui"), (invitation.Reply, invitation.Place, invitation.NeedText, Assert.Single(invitation.Participants).Name));
    }

    [DatabaseTheory]
    public async Task The_yes_of_a_calendar_that_lacks_the_document_is_refused_and_the_delegate_told(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, questions: """{ "participants": false, "need": false, "upload": { "label": { "fr": "Charte signée" }, "required": true } }""");
        await AddDelegateAsync(fair);
        var invitation = (await fair.AllAsync<Invitation>()).Single(i => i.Address == Person);

        await TakeInAsync(fair, Sample.Of("CalendarReply-accepted", Guid.Empty, Person, invitation.Id));

        Assert.Null((await fair.AllAsync<Invitation>()).Single(i => i.Address == Person).Reply);
        Assert.Equal("Pour répondre oui, joignez le document demandé : Charte signée.", Assert.Single(await fair.AllAsync<ReceivedMail>()).Refusal);
        Assert.Single(await fair.AllAsync<Notification>());
    }

    [DatabaseTheory]
    public async Task The_answer_to_an_event_that_nobody_knows_waits_for_a_person(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);

        Assert.False(await TakeInAsync(fair, Sample.Of("CalendarReply-accepted", Guid.Empty, "stranger@else.example", Guid.CreateVersion7())));

        Assert.Equal(MailKind.CalendarReply, Assert.Single(await fair.AllAsync<ReceivedMail>()).Kind);
        Assert.All(await fair.AllAsync<Invitation>(), i => Assert.Null(i.Reply));
    }

    private static Task<bool> TakeInAsync(Fair fair, MimeMessage message) => fair.Database.RunAsync<TakeInMail, bool>(verb => verb.RunAsync(message, default));

    private static async Task<Letter> LetterAsync(Fair fair) => (await fair.AllAsync<Letter>()).Single(l => l.Address == Person && l.Template == LetterKeys.Invitation);

    private static async Task AddDelegateAsync(Fair fair)
    {
        await using var scope = fair.Database.Scope();
        var person = new Person("Karim Idrissi", "karim@asmex.example", "fr");
        person.Appoint(Roles.Delegate, "MA-09", new DateOnly(2026, 1, 1));
        scope.Db.Add(person);
        await scope.Db.SaveChangesAsync();
    }
}
