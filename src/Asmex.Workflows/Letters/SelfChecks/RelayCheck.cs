using System.Net;
using System.Security.Authentication;
using Asmex.Workflows.Letters.Sending;
using MailKit.Net.Smtp;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>Whether letters travel to the relay unread by others.</summary>
internal static class RelayCheck
{
    public static async Task<CheckResult> LookAsync(MailOptions mail, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(mail.Host))
        {
            return CheckResult.Of(CheckKind.Tls, CheckOutcome.Skipped, "NoRelay");
        }

        try
        {
            using var client = new SmtpClient { Timeout = (int)mail.Patience.TotalMilliseconds };
            OwnAuthority.Trust(client, mail.CertificateAuthority);
            await client.ConnectAsync(mail.Host, mail.Port, OwnAuthority.Options(mail.Security), cancellation);
            var (isSecure, protocol) = (client.IsSecure, client.SslProtocol);
            await client.DisconnectAsync(quit: true, cancellation);
            return isSecure && protocol >= SslProtocols.Tls12 ? CheckResult.Of(CheckKind.Tls, CheckOutcome.Passed, "Good", mail.Host, protocol.ToString())
                : !isSecure && await IsThisMachineAsync(mail.Host, cancellation) ? CheckResult.Of(CheckKind.Tls, CheckOutcome.Passed, "SameMachine", mail.Host)
                : CheckResult.Of(CheckKind.Tls, CheckOutcome.Blocks, "Open", mail.Host);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException and not OutOfMemoryException)
        {
            return CheckResult.Of(CheckKind.Tls, CheckOutcome.Blocks, "NotReached", mail.Host, trouble.Message);
        }
    }

    private static async Task<bool> IsThisMachineAsync(string host, CancellationToken cancellation) =>
        (await Dns.GetHostAddressesAsync(host, cancellation)).All(IPAddress.IsLoopback);
}
