using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach;

/// <summary>The letters of a round: each carries a link of its own to the firm's page.</summary>
public sealed class InvitationLetters(WorkflowsDbContext db, LetterWriter writer, PeopleDirectory people, IOptions<MailOptions> mail, TimeProvider clock)
{
    /// <summary>Where the delegation of a region is written to.</summary>
    public async Task<string> ContactAsync(string? region, CancellationToken cancellation) =>
        (await people.HoldersAsync(Roles.Delegate, region, cancellation)).FirstOrDefault(p => p.Appointments.Any(a => a.Region == region && region is not null))?.Email
        ?? mail.Value.AnswersTo;

    /// <summary>The invitation, or a reminder of it.</summary>
    /// <param name="causeKey">New by construction.</param>
    public void Invite(string template, InvitationRound round, Invitation invitation, string contact, string causeKey, DateTimeOffset? notBefore)
    {
        var token = NewToken(invitation);
        var model = new FirmLetter(
            round.Event.Title, invitation.FirmName, NameOf(round.Region ?? invitation.Region), new Paragraphs(round.Event.Message), contact, new Link("/a/" + token))
        {
            Date = round.Event.Date,
            Time = round.Event.Time,
            Place = round.Event.Place,
            Seats = round.Event.Seats,
            AnswerBy = round.ClosesOn,
            InvitedOn = round.OpenedOn,
            AsksParticipants = round.Questions.Participants,
            AsksNeed = round.Questions.Need,
            AsksUpload = round.Questions.Upload?.Label,
        };
        writer.WriteNew(template, To(invitation), model, causeKey, About(round, invitation), notBefore, new Link("/u/" + token));
    }

    /// <summary>What the firm has answered, with the event for its calendar while it comes, and without it any more when it came before.</summary>
    /// <param name="position">Its turn on the waiting list; null when it does not wait.</param>
    /// <param name="came">What it answered before.</param>
    public void Confirm(InvitationRound round, Invitation invitation, string? document, int? position, bool came)
    {
        CalendarMethod? method = invitation.Comes ? CalendarMethod.Request : came ? CalendarMethod.Cancel : null;
        Write(LetterKeys.AnswerConfirmation, $"answer:{invitation.Id:N}:{invitation.Version}", round, invitation, method, model => model with { Document = document, Position = position });
    }

    /// <summary>A place has come free for a firm that waits.</summary>
    public void OfferPlace(InvitationRound round, Invitation invitation) =>
        Write(LetterKeys.PlaceOffered, $"place:{invitation.Id:N}:{invitation.Version}", round, invitation, method: null, model => model with { OfferedUntil = invitation.OfferedUntil });

    /// <summary>A firm that waited, or was offered a place, has none.</summary>
    public void EndWaiting(InvitationRound round, Invitation invitation) =>
        Write(LetterKeys.WaitingEnded, $"waiting-ended:{invitation.Id:N}:{invitation.Version}:{round.State}", round, invitation, method: null, model => model with { IsOver = round.State != RoundState.Open });

    /// <summary>Date, hour or place are not those of the invitation any more.</summary>
    public void ChangeEvent(InvitationRound round, Invitation invitation, string? reason) =>
        Write(LetterKeys.EventChanged, $"event-changed:{invitation.Id:N}:{round.EventChanges}", round, invitation, invitation.Comes ? CalendarMethod.Request : null, model => model with { Reason = reason });

    /// <summary>It does not take place.</summary>
    public void CancelEvent(InvitationRound round, Invitation invitation) =>
        Write(LetterKeys.EventCancelled, $"event-cancelled:{invitation.Id:N}", round, invitation, invitation.Comes ? CalendarMethod.Cancel : null, model => model);

    private void Write(string key, string causeKey, InvitationRound round, Invitation invitation, CalendarMethod? method, Func<AnswerLetter, AnswerLetter> more)
    {
        var page = new Link("/a/" + NewToken(invitation));
        var model = new AnswerLetter(
            round.Event.Title, invitation.FirmName, invitation.Reply == Reply.Yes, invitation.Reply == Reply.No, [.. invitation.Participants.Select(p => p.Name)], round.ClosesOn, page)
        {
            Date = round.Event.Date,
            Time = round.Event.Time,
            Place = round.Event.Place,
        };
        var calendar = method is { } asked ? CalendarFile.Of(asked, round, invitation, page.Absolute(mail.Value), mail.Value, clock.GetUtcNow()) : null;
        writer.WriteNew(key, To(invitation), more(model), causeKey, About(round, invitation), calendar: calendar);
    }

    /// <summary>The way out, for an outreach letter that invites to nothing.</summary>
    public Link WayOut(Contact person) => new("/u/" + NewToken(person.Id, person.Email!, invitationId: null));

    private static Wording NameOf(string region) => RegionCatalog.NameOf(region);

    private static Recipient To(Invitation invitation) =>
        new(invitation.Address, invitation.ContactName, invitation.Language) { FirmId = invitation.FirmId, ContactId = invitation.ContactId };

    private static LetterAbout About(InvitationRound round, Invitation invitation) => new(round.PlanId, round.ActionId, InvitationId: invitation.Id);

    private string NewToken(Invitation invitation) => NewToken(invitation.ContactId, invitation.Address, invitation.Id);

    private string NewToken(Guid contactId, string address, Guid? invitationId)
    {
        var token = SecretToken.New();
        db.Add(new OutreachLink(SecretToken.Hash(token), contactId, address, invitationId, clock.GetUtcNow()));
        return token;
    }
}
