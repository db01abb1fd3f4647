using Asmex.Workflows.Letters.Sending;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>Reads the mailbox: each message is taken in, then moved to the folder of what is known or of what a person has to read. None is deleted.</summary>
/// <remarks>A run that ends between the two is made good by the next, which finds the message taken in and moves it. Two nodes may read at once.</remarks>
public sealed partial class ReadMailbox(IServiceScopeFactory scopes, IOptions<MailboxOptions> options, IOptions<MailOptions> mail, ILogger<ReadMailbox> log)
{
    // Larger than any report or answer that has to be understood; such a message is moved unread.
    private const uint LargestBytes = 25 * 1024 * 1024;

    private readonly MailboxOptions _mailbox = options.Value;

    /// <returns>How many messages were moved.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(_mailbox.Host))
        {
            return 0;
        }

        using var client = new ImapClient();
        OwnAuthority.Trust(client, mail.Value.CertificateAuthority);
        await client.ConnectAsync(_mailbox.Host, _mailbox.Port, OwnAuthority.Options(_mailbox.Security), cancellation);
        await client.AuthenticateAsync(_mailbox.User ?? "", _mailbox.Password ?? "", cancellation);
        var (known, unknown) = (await FolderAsync(client, _mailbox.DoneFolder, cancellation), await FolderAsync(client, _mailbox.UnknownFolder, cancellation));
        var inbox = await client.GetFolderAsync(_mailbox.Folder, cancellation);
        await inbox.OpenAsync(FolderAccess.ReadWrite, cancellation);
        var ids = (await inbox.SearchAsync(SearchQuery.NotDeleted, cancellation)).Take(_mailbox.Batch).ToList();
        var moved = 0;
        foreach (var summary in ids.Count == 0 ? [] : await inbox.FetchAsync(ids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await TakeInAsync(inbox, summary, cancellation) is { } isKnown)
            {
                await inbox.MoveToAsync(summary.UniqueId, isKnown ? known : unknown, cancellation);
                moved++;
            }
        }

        await client.DisconnectAsync(quit: true, cancellation);
        return moved;
    }

    private static async Task<IMailFolder> FolderAsync(ImapClient client, string name, CancellationToken cancellation)
    {
        var top = client.GetFolder(client.PersonalNamespaces[0]);
        try
        {
            return await top.GetSubfolderAsync(name, cancellation);
        }
        catch (FolderNotFoundException)
        {
            return await top.CreateAsync(name, isMessageFolder: true, cancellation) ?? await top.GetSubfolderAsync(name, cancellation);
        }
    }

    /// <returns>Null when it stays where it is, for the next run.</returns>
    private async Task<bool?> TakeInAsync(IMailFolder inbox, IMessageSummary summary, CancellationToken cancellation)
    {
        try
        {
            if (summary.Size > LargestBytes)
            {
                return false;
            }

            using var message = await inbox.GetMessageAsync(summary.UniqueId, cancellation);
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TakeInMail>().RunAsync(message, cancellation);
        }
        catch (FormatException)
        {
            return false;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException and not ServiceNotConnectedException and not IOException)
        {
            LogTrouble(trouble, summary.UniqueId.Id);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Uid} of the mailbox could not be taken in; it stays for the next run")]
    private partial void LogTrouble(Exception trouble, uint uid);
}
