using System.Security.Cryptography;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>Takes in one message: a dead address is suppressed and its delegates told, an unknown letter that was answered has arrived, a calendar's yes is an
/// answer, a person's words go on the time line of the firm.</summary>
/// <remarks>Taking in the same message again changes nothing.</remarks>
public sealed class TakeInMail(WorkflowsDbContext db, AnswerInvitation answers, OptOut optOut, DeadAddresses dead, Notify notify, PeopleDirectory people, TimeProvider clock)
{
    /// <returns>False when nothing here knows it: a person has to read it.</returns>
    public async Task<bool> RunAsync(MimeMessage message, CancellationToken cancellation)
    {
        var mail = MailReader.Read(message);
        var key = KeyOf(message);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.Set<ReceivedMail>().AsNoTracking().SingleOrDefaultAsync(r => r.Key == key, cancellation) is { } before)
        {
            return before.IsKnown;
        }

        var from = message.From.Mailboxes.FirstOrDefault()?.Address ?? "";
        var letter = await LetterAsync(mail.Candidates, cancellation);
        Guid? firmId = (letter is null ? await FirmOfAsync(mail, from, cancellation) : letter.FirmId) is { } known ? await db.KeptOfAsync(known, cancellation) : null;
        var region = await db.Set<Firm>().Where(f => f.Id == firmId).Select(f => f.Region).SingleOrDefaultAsync(cancellation);
        var received = new ReceivedMail(key, mail, Cut(from, 254), Cut(message.Subject ?? "", 300), letter, firmId, region, clock.GetUtcNow());
        db.Add(received);
        await ActAsync(mail, letter, received, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return received.IsKnown;
    }

    private async Task ActAsync(IncomingMail mail, Letter? letter, ReceivedMail received, CancellationToken cancellation)
    {
        switch (mail.Kind)
        {
            case MailKind.HardBounce or MailKind.SoftBounce or MailKind.Refusal when letter is not null:
                letter.Bounce($"{mail.Status} {mail.Words}", clock.GetUtcNow());
                await BouncedAsync(mail, letter, received, cancellation);
                break;
            case MailKind.Complaint when letter is not null:
                letter.HasArrived("The recipient called it spam.", clock.GetUtcNow());
                await SuppressAsync(letter, cancellation);
                await TellAsync(received, "Received.Complaint", letter.Address, cancellation);
                break;
            case MailKind.CalendarReply when mail is { InvitationId: { } invitation, Reply: { } reply } && await db.Set<Invitation>().AnyAsync(i => i.Id == invitation, cancellation):
                await AnswerAsync(invitation, reply, received, cancellation);
                letter?.HasArrived("Answered by a calendar.", clock.GetUtcNow());
                break;
            case MailKind.Reply when received.IsKnown:
                letter?.HasArrived("Answered.", clock.GetUtcNow());
                await AnsweredAsync(letter, received, cancellation);
                break;
            case MailKind.Delivery or MailKind.Receipt or MailKind.AutoReply:
                letter?.HasArrived(mail.Words, clock.GetUtcNow());
                break;
            default:
                break;
        }
    }

    // An expert or somebody of the house answers too: of a letter to no firm it is the administrators who hear.
    private async Task AnsweredAsync(Letter? letter, ReceivedMail received, CancellationToken cancellation)
    {
        if (received.FirmId is not null)
        {
            db.Add(HistoryEntry.Of(Actor.Guest(received.From, Languages.French), received.At, "History.MailReceived", About(received, letter), received.From, received.Subject));
        }

        await TellAsync(received, "Received.Reply", received.From, cancellation);
    }

    private async Task BouncedAsync(IncomingMail mail, Letter letter, ReceivedMail received, CancellationToken cancellation)
    {
        db.Add(HistoryEntry.Of(Actor.House, received.At, $"History.{mail.Kind}", About(received, letter), letter.Address, mail.Status ?? "–"));

        // A report about another address (a forwarding that broke) says nothing about ours.
        var hash = Emails.HashOf(letter.Address);
        var isAsked = mail.Kind == MailKind.HardBounce && (mail.Failed.Count == 0 || mail.Failed.Any(address => Emails.HashOf(address) == hash))
            && await dead.WithinAsync(letter, $"{mail.Status} {mail.Words}".Trim(), cancellation);

        // Who is asked to correct an address knows of it.
        if (mail.Kind != MailKind.SoftBounce && !isAsked)
        {
            await TellAsync(received, $"Received.{mail.Kind}", letter.Address, cancellation);
        }
    }

    private async Task SuppressAsync(Letter letter, CancellationToken cancellation)
    {
        // First the complaint, which stands against every letter: after the no that follows it would not be noted.
        await db.SuppressAsync(letter.Address, SuppressionReason.Complaint, clock.GetUtcNow(), cancellation);
        var hash = Emails.HashOf(letter.Address);
        if (await db.Set<Contact>().AnyAsync(c => c.Id == letter.ContactId && c.AddressHash == hash, cancellation))
        {
            await optOut.WithinAsync(letter.ContactId!.Value, "feedback report", Actor.House, cancellation);
        }
    }

    private async Task AnswerAsync(Guid invitationId, Reply reply, ReceivedMail received, CancellationToken cancellation)
    {
        try
        {
            await answers.WithinAsync(invitationId, reply, cancellation);
        }
        catch (RuleBrokenException refusal)
        {
            received.Refuse(refusal);
            await TellAsync(received, "Received.CalendarRefused", received.From, cancellation);
        }
    }

    private async Task TellAsync(ReceivedMail received, string about, string address, CancellationToken cancellation)
    {
        var holders = received.Region is { } region ? await people.HoldersAsync(Roles.Delegate, region, cancellation) : await people.HoldersAsync(Roles.Administrator, null, cancellation);

        // Who wrote it knows; a machine that answers for them would answer this letter too.
        var told = holders.Where(p => !string.Equals(p.Email, received.From, StringComparison.OrdinalIgnoreCase)).ToList();
        var path = received.FirmId is { } firm ? $"/firms/{firm}" : "/letters/received";
        await notify.TellAsync(told, new News(NotificationKind.MailReceived, TextCatalog.Shared.SayInAll(about, address), TextCatalog.Shared.SayInAll(about + ".Why", address), path, $"mail:{received.Id:N}", LetterAbout.Nothing), cancellation);
    }

    private async Task<Letter?> LetterAsync(IReadOnlyList<Guid> candidates, CancellationToken cancellation)
    {
        var found = await db.Letters.Where(l => candidates.Contains(l.Id)).ToListAsync(cancellation);
        return candidates.Select(id => found.FirstOrDefault(l => l.Id == id)).FirstOrDefault(l => l is not null);
    }

    // Only what people and their machines write is known by its sender: whoever can write a report could name any address.
    private async Task<Guid?> FirmOfAsync(IncomingMail mail, string from, CancellationToken cancellation)
    {
        if (mail.Kind == MailKind.CalendarReply && mail.InvitationId is { } id)
        {
            return await db.Set<Invitation>().Where(i => i.Id == id).Select(i => (Guid?)i.FirmId).SingleOrDefaultAsync(cancellation);
        }

        if (mail.Kind is not (MailKind.Reply or MailKind.AutoReply) || !Recipient.IsAddress(from))
        {
            return null;
        }

        var hash = Emails.HashOf(from);
        return await db.Set<Contact>().Where(c => c.AddressHash == hash).OrderBy(c => c.AddedAt).Select(c => (Guid?)c.FirmId).FirstOrDefaultAsync(cancellation);
    }

    private static Subject About(ReceivedMail received, Letter? letter) =>
        new(received.Region, letter?.PlanId, letter?.ActionId, FirmId: received.FirmId);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    private static string KeyOf(MimeMessage message)
    {
        using var whole = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, whole, CryptoStreamMode.Write))
        {
            message.WriteTo(sink);
        }

        return Convert.ToHexStringLower(whole.Hash!);
    }
}
