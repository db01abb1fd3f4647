using Asmex.Workflows.Files;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using MimeKit;

namespace Asmex.Workflows.Tests.Outreach;

public sealed class RoundTests
{
    private const string WithCharter = """{ "participants": false, "need": false, "upload": { "label": { "fr": "Charte signée" }, "required": true } }""";

    [DatabaseTheory]
    public async Task Each_firm_gets_one_letter_in_its_language_with_a_link_of_its_own(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);

        Assert.Equal(["person0@coop.example", "person1@coop.example"], fair.Mails.Select(m => m.To).Order());
        var french = fair.Mails.Single(m => m.To == "person0@coop.example");
        Assert.Equal("Invitation : Salon <SIAL>", french.Message.Subject);
        Assert.Contains("Salon &lt;SIAL&gt;", french.Html);
        Assert.Contains("<p style=\"margin:0 0 14px\">Avec vos échantillons.</p>", french.Html);
        Assert.Contains("mercredi 12 mai 2027, 09:30", french.Text);
        Assert.Contains("https://plans.asmex.example/a/" + fair.TokenOf(0), french.Text);
        Assert.Contains("dir=\"rtl\"", fair.Mails.Single(m => m.To == "person1@coop.example").Html);
        Assert.NotEqual(fair.TokenOf(0), fair.TokenOf(1));
        Assert.Contains(await fair.AllAsync<OutreachLink>(), link => link.TokenHash == SecretToken.Hash(fair.TokenOf(0)));
    }

    [DatabaseTheory]
    public async Task A_letter_to_a_firm_carries_the_way_out_for_mail_programs_and_for_people(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 1);

        var mail = Assert.Single(fair.Mails);
        Assert.Equal($"<https://plans.asmex.example/u/{fair.TokenOf(0)}>", mail.Message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Message.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Contains($"Ne plus recevoir d’invitations: https://plans.asmex.example/u/{fair.TokenOf(0)}", mail.Text);
        Assert.Contains("loi 09-08", mail.Text);
    }

    [DatabaseTheory]
    public async Task A_saved_segment_narrows_whom_a_step_invites(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 3, segment: "Coopérative 1");

        Assert.Equal("person1@coop.example", Assert.Single(fair.Mails).To);
    }

    [DatabaseTheory]
    public async Task An_answer_is_confirmed_and_its_need_is_recorded(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);

        var answered = await fair.AnswerAsync(0, Reply.Yes, need: "Une certification bio", participants: ["Fatima Alaoui", " "]);
        await fair.SendAsync();

        Assert.Equal(["Fatima Alaoui"], answered.Participants.Select(p => p.Name));
        var need = Assert.Single(await fair.AllAsync<Need>());
        Assert.Equal(("Une certification bio", NeedSource.Answer), (need.Text, need.Source));
        var confirmation = fair.Mails[^1];
        Assert.Equal("Réponse enregistrée : Salon <SIAL>", confirmation.Message.Subject);
        Assert.Contains("Fatima Alaoui", confirmation.Text);
        Assert.Null(confirmation.Message.Headers[HeaderId.ListUnsubscribe]);
    }

    [DatabaseTheory]
    public async Task An_answer_can_be_changed_from_any_of_the_letters(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var first = fair.TokenOf(0);
        await fair.AnswerAsync(first, Reply.Maybe);
        await fair.SendAsync();
        Assert.NotEqual(first, fair.TokenOf(0));

        await fair.AnswerAsync(first, Reply.No, versionSeen: 1);
        var changed = await fair.AnswerAsync(fair.TokenOf(0), Reply.Yes, versionSeen: 2);

        Assert.Equal((Reply.Yes, 3), (changed.Reply!.Value, changed.Version));
    }

    [DatabaseTheory]
    public async Task A_form_that_saw_an_older_answer_is_refused_in_words(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => fair.AnswerAsync(0, Reply.No, versionSeen: 0));

        Assert.StartsWith("Une réponse de Coopérative 0 a été enregistrée entre-temps", refusal.In("fr"));
        Assert.Equal(Reply.Yes, (await fair.AllAsync<Invitation>()).Single(i => i.Reply is not null).Reply);
    }

    [DatabaseTheory]
    public async Task A_yes_without_the_document_asked_for_is_refused_and_with_it_taken(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, questions: WithCharter);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => fair.AnswerAsync(0, Reply.Yes));
        var answered = await fair.AnswerAsync(0, Reply.Yes, document: new GivenDocument("charte.pdf", new MemoryStream("%PDF-1.7 signée"u8.ToArray())));

        Assert.Equal("Pour répondre oui, joignez le document demandé : Charte signée.", refusal.In("fr"));
        var file = Assert.Single(await fair.AllAsync<Asmex.Workflows.Files.StoredFile>());
        Assert.Equal((file.Id, answered.Id), (answered.FileId!.Value, file.InvitationId!.Value));
    }

    [DatabaseTheory]
    public async Task Reminders_go_after_5_and_10_working_days_to_the_silent_only_and_never_a_third_time(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Maybe);
        await fair.SendAsync();
        var before = fair.Mails.Count;
        fair.Database.Clock.Advance(TimeSpan.FromHours(2));

        var days = new List<string>();
        for (var day = 1; day <= 16; day++)
        {
            fair.Database.Clock.Advance(TimeSpan.FromDays(1));
            await fair.RemindAsync();
            await fair.RemindAsync();
            await fair.SendAsync();
            days.AddRange(fair.Mails.Skip(before + days.Count).Select(m => $"{fair.Database.Clock.GetUtcNow():MM-dd} {m.To} {m.Message.Subject}"));
        }

        // Monday 4 January 2027; the 11th (Manifesto of independence) and the 14th (Amazigh new year) are holidays.
        Assert.Equal(["01-12 person1@coop.example في انتظار جوابكم: معرض", "01-20 person1@coop.example تذكير أخير: معرض"], days);
    }

    [DatabaseTheory]
    public async Task A_reminder_written_before_the_answer_is_not_sent_after_it(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 2);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(2, await fair.RemindAsync());

        await fair.AnswerAsync(0, Reply.No);
        await fair.SendAsync();

        Assert.DoesNotContain(fair.Mails, m => m.To == "person0@coop.example" && m.Message.Subject!.StartsWith("Votre réponse est attendue", StringComparison.Ordinal));
        Assert.Contains(await fair.AllAsync<Letter>(), l => l.Address == "person0@coop.example" && l.State == LetterState.Cancelled);
    }

    [DatabaseTheory]
    public async Task The_last_answer_closes_the_round_and_the_work_goes_on_at_once(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        Assert.Null(await fair.ResultAsync());

        await fair.AnswerAsync(1, Reply.No);
        await fair.SendAsync();

        Assert.NotNull(await fair.ResultAsync());
        Assert.Contains(fair.Mails, m => m.To == "person0@coop.example" && m.Message.Subject == "Merci de votre participation : Salon SIAL");
        Assert.DoesNotContain(fair.Mails, m => m.To == "person1@coop.example" && m.Message.Subject!.Contains("شكرا", StringComparison.Ordinal));
        Assert.Equal(0, await fair.CloseAsync());
    }

    [DatabaseTheory]
    public async Task Who_said_perhaps_keeps_the_round_open_until_its_last_day(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Maybe);
        await fair.AnswerAsync(1, Reply.No);
        Assert.Equal(0, await fair.CloseAsync());

        fair.Database.Clock.Advance(TimeSpan.FromDays(21));

        Assert.Equal(1, await fair.CloseAsync());
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => fair.AnswerAsync(0, Reply.Yes, versionSeen: 1));
        Assert.Equal("Les réponses étaient attendues jusqu’au vendredi 22 janvier 2027 : la vôtre ne peut plus être enregistrée ici. Écrivez à la délégation.", refusal.In("fr"));
    }

    [DatabaseTheory]
    public async Task Two_last_answers_at_once_close_the_round_once(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 6);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => fair.AnswerAsync(i, Reply.Yes))));
        await Task.WhenAll(Task.Run(fair.CloseAsync), Task.Run(fair.CloseAsync));
        await fair.SendAsync();

        Assert.All(await fair.AllAsync<Invitation>(), i => Assert.Equal(Reply.Yes, i.Reply));
        Assert.NotNull(await fair.ResultAsync());
        Assert.Equal(6, (await fair.AllAsync<Letter>()).Count(l => l.Template == "thanks"));
    }

    [DatabaseTheory]
    public async Task Who_opts_out_gets_nothing_more_and_counts_as_silent(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var token = fair.TokenOf(0);

        await fair.Database.RunAsync<LeaveOutreach>(verb => verb.RunAsync(token, "link", default));
        await fair.Database.RunAsync<LeaveOutreach>(verb => verb.RunAsync(token, "link", default));
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        await fair.SendAsync();

        Assert.Single(fair.Mails, m => m.To == "person0@coop.example");
        Assert.Single(await fair.AllAsync<Asmex.Workflows.Firms.Suppression>());
        Assert.Equal(InvitationState.OptedOut, (await fair.AllAsync<Invitation>()).Single(i => i.FirmName == "Coopérative 0").State);
    }

    [DatabaseTheory]
    public async Task An_opt_out_by_another_door_stops_a_letter_that_is_written(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        var contact = (await fair.AllAsync<Invitation>()).Single(i => i.FirmName == "Coopérative 0").ContactId;

        await fair.Database.RunAsync<Asmex.Workflows.Firms.OptOut>(verb => verb.RunAsync(contact, "appel", Firms.Given.Delegate, default));
        await fair.SendAsync();

        Assert.Single(fair.Mails, m => m.To == "person0@coop.example");
    }

    [DatabaseTheory]
    public async Task A_link_that_is_not_ours_opens_nothing(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 1);

        await Assert.ThrowsAsync<NothingThereException>(() => fair.AnswerAsync("guessed", Reply.Yes));
        await Assert.ThrowsAsync<NothingThereException>(() => fair.Database.RunAsync<LeaveOutreach>(verb => verb.RunAsync("guessed", "link", default)));
    }

    [DatabaseTheory]
    public async Task A_round_that_finds_nobody_closes_at_the_next_sweep(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 0);

        Assert.Equal(1, await fair.CloseAsync());

        Assert.NotNull(await fair.ResultAsync());
    }

    [DatabaseTheory]
    public async Task A_cancelled_step_takes_its_letters_back(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        var token = fair.TokenOf(0);

        await fair.CancelAsync();

        await fair.SendAsync();
        Assert.Equal(2, fair.Mails.Count);
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => fair.AnswerAsync(token, Reply.Yes));
        Assert.Equal("“Fair” does not take place as planned: no answer is expected any more.", refusal.In("en"));
    }
}
