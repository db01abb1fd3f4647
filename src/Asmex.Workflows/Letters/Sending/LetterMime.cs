using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>A letter as a message: the same row gives the same Message-ID at each attempt.</summary>
internal static class LetterMime
{
    public static MimeMessage Of(Letter letter, MailOptions mail, DateTimeOffset now)
    {
        var from = MailboxAddress.Parse(mail.From);
        var message = new MimeMessage { Date = now, MessageId = $"{letter.Id:N}@{from.Domain}" };
        message.From.Add(new MailboxAddress(mail.SenderName, from.Address));
        message.ReplyTo.Add(MailboxAddress.Parse(mail.AnswersTo));
        AddRecipient(message, letter, mail);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("X-ASMEX-Ref", letter.Id.ToString("N"));
        message.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        if (letter.UnsubscribeUrl is { } url)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        // The boundary is stable too, so that two copies of one letter are the same bytes but for the date.
        message.Body = new MultipartAlternative
        {
            Boundary = $"=-{letter.Id:N}",
        };
        ((Multipart)message.Body).Add(new TextPart(TextFormat.Plain) { Text = letter.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable });
        ((Multipart)message.Body).Add(HtmlOf(letter, mail));
        if (letter.Calendar is { } calendar)
        {
            // Inside the alternative, with its method said twice: so calendars of Outlook and of phones take it up.
            var part = new TextPart("calendar") { Text = calendar, ContentTransferEncoding = ContentEncoding.Base64 };
            part.ContentType.Parameters.Add("method", CalendarFile.MethodOf(calendar));
            ((Multipart)message.Body).Add(part);
        }

        return message;
    }

    /// <summary>Where a failed delivery is reported: an address of this letter alone, so that the report names it even where it returns nothing of it.</summary>
    public static MailboxAddress EnvelopeOf(Letter letter, MailOptions mail)
    {
        if (string.IsNullOrEmpty(mail.BouncesTo))
        {
            return MailboxAddress.Parse(mail.From);
        }

        var at = mail.BouncesTo.LastIndexOf('@');
        return new MailboxAddress("", $"{mail.BouncesTo[..at]}+{letter.Id:N}{mail.BouncesTo[at..]}");
    }

    // A picture inside the letter, not fetched from anywhere: strict mail programs show it.
    private static MimeEntity HtmlOf(Letter letter, MailOptions mail)
    {
        var html = new TextPart(TextFormat.Html) { Text = letter.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        if (letter.EntryCode is not { } code)
        {
            return html;
        }

        var picture = new MimePart("image", "png")
        {
            Content = new MimeContent(new MemoryStream(EntryPicture.Png(mail.Absolute("/arrivals/" + code)))),
            ContentId = LetterDocument.EntryCode,
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = code + ".png" },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        var related = new MultipartRelated { Boundary = $"=-{letter.Id:N}-picture" };
        related.Add(html);
        related.Add(picture);
        return related;
    }

    private static void AddRecipient(MimeMessage message, Letter letter, MailOptions mail)
    {
        if (mail.Sandbox != MailSandbox.Redirect)
        {
            message.To.Add(new MailboxAddress(letter.Name, letter.Address));
            message.Subject = letter.Subject;
            return;
        }

        message.To.Add(MailboxAddress.Parse(mail.RedirectTo!));
        message.Subject = $"[{letter.Address}] {letter.Subject}";
    }
}
