using System.Text.RegularExpressions;
using Asmex.Workflows.Outreach;
using Ical.Net;
using MimeKit;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>Tells reports of delivery (RFC 3464), complaints (RFC 5965), answers of machines (RFC 3834) and of calendars from what people write.</summary>
/// <remarks>A sender's name or a word in the subject alone never makes a bounce: a status, or the form of a known mail server, does.</remarks>
public static partial class MailReader
{
    // What comes from outside is looked at only so far: a report or an answer says what it has to say before that.
    private const int LongestField = 2_000;
    private const int LongestHtml = 100_000;
    private const int LongestCalendar = 100_000;

    public static IncomingMail Read(MimeMessage message)
    {
        var candidates = LetterNames.In(message);
        return Report(message, candidates) ?? Calendar(message, candidates) ?? Loose(message, candidates)
            ?? new IncomingMail(IsAutomatic(message) ? MailKind.AutoReply : candidates.Count > 0 || !IsFromMachine(message) ? MailKind.Reply : MailKind.Other, candidates, [], null, Text(message));
    }

    private static IncomingMail? Report(MimeMessage message, IReadOnlyList<Guid> candidates)
    {
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } delivery)
        {
            return Delivery(message, delivery, candidates);
        }

        if (message.BodyParts.OfType<MessageFeedbackReport>().FirstOrDefault() is { } feedback)
        {
            // RFC 6430: a correction of an earlier complaint.
            var kind = feedback.Fields["Feedback-Type"]?.Trim().ToLowerInvariant() is "not-spam" or "auth-failure" ? MailKind.Other : MailKind.Complaint;
            return new IncomingMail(kind, candidates, Addresses(feedback.Fields["Original-Rcpt-To"]), null, Cut(feedback.Fields["Feedback-Type"] ?? ""));
        }

        return message.BodyParts.OfType<MessageDispositionNotification>().FirstOrDefault() is { } receipt
            ? new IncomingMail(MailKind.Receipt, candidates, [], null, Cut(receipt.Fields["Disposition"] ?? "")) : null;
    }

    private static IncomingMail Delivery(MimeMessage message, MessageDeliveryStatus delivery, IReadOnlyList<Guid> candidates)
    {
        // The first group is about the message, each other one about a recipient; some servers leave the first out.
        var recipients = delivery.StatusGroups.Where(g => g.Contains("Action") || g.Contains("Status")).ToList();
        var worst = recipients.Select(g => (Group: g, Kind: DeliveryCodes.KindOf(g["Action"], g["Status"], Cut(g["Diagnostic-Code"] ?? ""))))
            .OrderBy(r => r.Kind).FirstOrDefault();
        if (worst.Group is null)
        {
            return new IncomingMail(MailKind.Other, candidates, [], null, Text(message));
        }

        var failed = recipients.SelectMany(g => Addresses(g["Final-Recipient"]).Concat(Addresses(g["Original-Recipient"]))).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new IncomingMail(worst.Kind, candidates, failed, DeliveryCodes.StatusIn(worst.Group["Status"]), Cut(worst.Group["Diagnostic-Code"] ?? Text(message)));
    }

    // Servers that write to people only: Exim and old Gmail name the address in a header, qmail and Postfix without MIME in the text.
    private static IncomingMail? Loose(MimeMessage message, IReadOnlyList<Guid> candidates)
    {
        if (!IsFromMachine(message) || IsAbsence(message))
        {
            return null;
        }

        var text = Text(message);
        var named = message.Headers["X-Failed-Recipients"] is { } header ? Addresses(header) : [.. Qmail().Matches(text).Select(m => m.Groups[1].Value)];
        var status = DeliveryCodes.StatusIn(text);
        if (named.Count == 0 && (candidates.Count == 0 || (status is null && !Refused().IsMatch(text))))
        {
            return null;
        }

        var isWarning = Warning().IsMatch(message.Subject ?? "") || Warning().IsMatch(text);
        return new IncomingMail(isWarning ? MailKind.Delay : DeliveryCodes.KindOf("failed", status ?? "5.0.0", text), candidates, named, status, Cut(text));
    }

    private static IncomingMail? Calendar(MimeMessage message, IReadOnlyList<Guid> candidates)
    {
        foreach (var part in message.BodyParts.OfType<TextPart>().Where(p => p.ContentType.IsMimeType("text", "calendar") && p.Text.Length <= LongestCalendar))
        {
            if (Load(part.Text) is not { Method: { } method } calendar || !method.Equals("REPLY", StringComparison.OrdinalIgnoreCase)
                || calendar.Events.FirstOrDefault() is not { } entry)
            {
                continue;
            }

            var said = entry.Attendees.FirstOrDefault()?.ParticipationStatus?.ToUpperInvariant();
            Reply? reply = said switch { EventParticipationStatus.Accepted => Reply.Yes, EventParticipationStatus.Declined => Reply.No, EventParticipationStatus.Tentative => Reply.Maybe, _ => null };
            return new IncomingMail(MailKind.CalendarReply, candidates, [], null, Cut(said ?? ""))
            {
                InvitationId = Uid().Match(entry.Uid ?? "") is { Success: true } uid ? Guid.ParseExact(uid.Groups[1].Value, "N") : null,
                Reply = reply,
            };
        }

        return null;
    }

    // What is no calendar fails in as many ways as there are.
    private static Ical.Net.Calendar? Load(string text)
    {
        try
        {
            return Ical.Net.Calendar.Load(text);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool IsAutomatic(MimeMessage message) =>
        message.Headers[HeaderId.AutoSubmitted] is { } auto ? !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        : message.Headers.Contains("X-Autoreply") || message.Headers.Contains("X-Autorespond") || message.Headers.Contains("X-Auto-Reply-From")
          || message.Headers[HeaderId.Precedence]?.Trim().ToLowerInvariant() is "auto_reply" or "bulk" or "junk"
          || AutomaticSubject().IsMatch(message.Subject ?? "");

    // Who is away answers without a sender in the envelope too, as a report does (RFC 3834, 3.3), and may name numbers that look like a status.
    private static bool IsAbsence(MimeMessage message) => message.InReplyTo is not null && IsAutomatic(message)
        && !message.Headers.Contains("X-Failed-Recipients") && !message.From.Mailboxes.Any(m => Machine().IsMatch(m.Address));

    private static bool IsFromMachine(MimeMessage message) =>
        message.Headers[HeaderId.ReturnPath]?.Trim() == "<>" || message.Headers.Contains("X-Failed-Recipients")
        || message.From.Mailboxes.Any(m => Machine().IsMatch(m.Address));

    private static List<string> Addresses(string? field) =>
        [.. Address().Matches(Cut(field ?? "")).Select(m => m.Value).Where(Recipient.IsAddress)];

    private static string Text(MimeMessage message) =>
        Cut(message.TextBody ?? (message.HtmlBody is { } html ? Tag().Replace(html[..Math.Min(html.Length, LongestHtml)], " ") : ""));

    private static string Cut(string text)
    {
        var clean = new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t').Take(LongestField)]).Trim();
        return clean.Length > 0 && char.IsHighSurrogate(clean[^1]) ? clean[..^1] : clean;
    }

    [GeneratedRegex(@"^<([^<>\s@]+@[^<>\s]+)>:\s*$", RegexOptions.Multiline)]
    private static partial Regex Qmail();

    [GeneratedRegex(@"\b55[0-4]\b")]
    private static partial Regex Refused();

    [GeneratedRegex(@"\bdelay(ed)?\b|warning: message|will (continue to|be) (try|tried|retr)|still being retried|n['’]a pas encore été (remis|distribué)", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();

    [GeneratedRegex(@"^\s*(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|réponse automatique|absence du bureau|absent du bureau|رد تلقائي|خارج المكتب)", RegexOptions.IgnoreCase)]
    private static partial Regex AutomaticSubject();

    [GeneratedRegex(@"^(mailer-daemon|postmaster|mail-daemon|mdaemon|noreply-dmarc.*)@", RegexOptions.IgnoreCase)]
    private static partial Regex Machine();

    [GeneratedRegex(@"[^\s<>;,""@]+@[^\s<>;,""]+\.[^\s<>;,""]+")]
    private static partial Regex Address();

    [GeneratedRegex("^([0-9a-f]{32})@asmex$")]
    private static partial Regex Uid();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Tag();
}
