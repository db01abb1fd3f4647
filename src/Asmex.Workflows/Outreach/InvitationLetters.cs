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
    public Letter Invite(string template, InvitationRound round, Invitation invitation, string contact, string causeKey, DateTimeOffset? notBefore)
    {
        // Where no answer is asked, the link opens the way out alone.
        var token = NewToken(invitation.ContactId, invitation.Address, round.AsksAnswer ? invitation.Id : null);
        return writer.WriteNew(template, To(invitation), ModelOf(round, invitation, contact, token), causeKey, About(round, invitation), notBefore, new Link("/u/" + token));
    }

    /// <summary>The same as it would come out, with links that open nothing.</summary>
    /// <exception cref="TemplateFaultException">The template has a fault.</exception>
    public LetterContent Preview(string template, InvitationRound round, Invitation invitation, string contact) =>
        writer.Preview(template, To(invitation), ModelOf(round, invitation, contact, "preview"), new Link("/u/preview"));

    /// <summary>What the firm has answered, with the event for its calendar while it comes, and without it any more when it came before.</summary>
    /// <param name="position">Its turn on the waiting list; null when it does not wait.</param>
    /// <param name="came">What it answered before.</param>
    public void Confirm(InvitationRound round, Invitation invitation, string? document, int? position, bool came)
    {
        CalendarMethod? method = invitation.Comes ? CalendarMethod.Request : came ? CalendarMethod.Cancel : null;
        var code = invitation.Comes && invitation.HasAddress && round.Event.Date is not null ? NewCode(invitation) : null;
        Write(LetterKeys.AnswerConfirmation, $"answer:{invitation.Id:N}:{invitation.Version}", round, invitation, method, model => model with { Document = document, Position = position, EntryCode = code });
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
        if (!invitation.HasAddress)
        {
            return;
        }

        var page = new Link("/a/" + NewToken(invitation));
        var model = new AnswerLetter(
            round.Event.Title, invitation.FirmName, invitation.Reply == Reply.Yes, invitation.Reply == Reply.No, [.. invitation.Participants.Select(p => p.Name)], round.ClosesOn, page)
        {
            Date = round.Event.Date,
            Time = round.Event.Time,
            Place = round.Event.Place,
        };
        var calendar = method is { } asked ? CalendarFile.Of(asked, round, invitation, page.Absolute(mail.Value), mail.Value, clock.GetUtcNow()) : null;
        var said = more(model);
        writer.WriteNew(key, To(invitation), said, causeKey, About(round, invitation), calendar: calendar, entryCode: said.EntryCode);
    }

    /// <summary>The way out, for an outreach letter that invites to nothing.</summary>
    public Link WayOut(Contact person) => new("/u/" + NewToken(person.Id, person.Email!, invitationId: null));

    private static FirmLetter ModelOf(InvitationRound round, Invitation invitation, string contact, string token) => new(
        round.Event.Title, invitation.FirmName, NameOf(round.Region ?? invitation.Region), new Paragraphs(round.Event.Message), contact,
        round.AsksAnswer ? new Link("/a/" + token) : new Link("mailto:" + contact))
    {
        Date = round.Event.Date,
        Time = round.Event.Time,
        Place = round.Event.Place,
        Seats = round.Event.Seats,
        AnswerBy = round.AsksAnswer ? round.ClosesOn : null,
        InvitedOn = round.OpenedOn,
        AsksParticipants = round.Questions.Participants,
        AsksNeed = round.Questions.Need,
        AsksUpload = round.Questions.Upload?.Label,
    };

    private static Wording NameOf(string region) => RegionCatalog.NameOf(region);

    private static Recipient To(Invitation invitation) =>
        new(invitation.Address, invitation.ContactName, invitation.Language) { FirmId = invitation.FirmId, ContactId = invitation.ContactId };

    private static LetterAbout About(InvitationRound round, Invitation invitation) => new(round.PlanId, round.ActionId, InvitationId: invitation.Id);

    // Shown at the entrance; each confirmation has its own, and all of them lead to the firm.
    private string NewCode(Invitation invitation)
    {
        var code = ShortCode.New();
        db.Add(new ShortCode(code, invitation.Id, ShortCodeUse.Arrival, clock.GetUtcNow()));
        return code;
    }

    private string NewToken(Invitation invitation) => NewToken(invitation.ContactId, invitation.Address, invitation.Id);

    private string NewToken(Guid contactId, string address, Guid? invitationId)
    {
        var token = SecretToken.New();
        db.Add(new OutreachLink(SecretToken.Hash(token), contactId, address, invitationId, clock.GetUtcNow()));
        return token;
    }
}
