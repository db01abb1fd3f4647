using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Asmex.Workflows.Outreach;

/// <summary>The event of an invitation for the calendar on a phone.</summary>
public static class CalendarFile
{
    private const string MethodLine = "METHOD:";

    private static readonly TimeSpan _usualLength = TimeSpan.FromHours(2);

    /// <param name="page">The firm's answer page, in full.</param>
    /// <returns>Null when the event has no date.</returns>
    public static string? Of(CalendarMethod method, InvitationRound round, Invitation invitation, string page, MailOptions mail, DateTimeOffset now)
    {
        if (round.Event.Date is not { } date)
        {
            return null;
        }

        var isCancelled = round.State == RoundState.Cancelled;
        var entry = new CalendarEvent
        {
            Uid = $"{invitation.Id:N}@asmex",

            // What takes an event out is newer than what entered it (RFC 5546, 3.2.5); a firm that takes its yes back has answered once more.
            Sequence = invitation.Version + round.EventChanges + (isCancelled ? 1 : 0),
            DtStamp = CalendarText.Utc(now),
            Summary = round.Event.Title.In(invitation.Language),
            Location = round.Event.Place,
            Description = page,
            Url = new Uri(page),
            Status = isCancelled || method == CalendarMethod.Cancel ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        if (round.Event.Time is { } time)
        {
            var start = Zone.At(date, time);
            (entry.Start, entry.End) = (CalendarText.Utc(start), CalendarText.Utc(start + _usualLength));
        }
        else
        {
            (entry.Start, entry.End) = (new CalDateTime(date), new CalDateTime(date.AddDays(1)));
        }

        if (method != CalendarMethod.Publish)
        {
            // One attendee: a firm does not see who else is invited.
            entry.Organizer = new Organizer("mailto:" + mail.AnswersTo) { CommonName = mail.SenderName };
            entry.Attendees.Add(new Attendee("mailto:" + invitation.Address)
            {
                CommonName = invitation.ContactName,
                ParticipationStatus = invitation.Comes ? EventParticipationStatus.Accepted : EventParticipationStatus.NeedsAction,
                Rsvp = method == CalendarMethod.Request,
            });
        }

        return CalendarText.Of(entry, method.ToString().ToUpperInvariant());
    }

    /// <summary>What a recipient's calendar is to do with a file that <see cref="Of"/> has made.</summary>
    public static string MethodOf(string calendar)
    {
        // A line of the head, before the first component; reading the whole object for it took longer than sending.
        var start = calendar.IndexOf(MethodLine, StringComparison.Ordinal) + MethodLine.Length;
        return calendar[start..calendar.IndexOfAny(['\r', '\n'], start)];
    }
}

/// <summary>What a recipient's calendar is to do with an event (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>Show it.</summary>
    Publish,

    /// <summary>Enter it, and let the recipient answer.</summary>
    Request,

    /// <summary>Take it out.</summary>
    Cancel,
}
