using System.Net;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>Leaves by the button of a mail program (RFC 8058), from outside, with an address made up for it: the answer must be plain, and the address
/// suppressed when it comes.</summary>
internal static class OneClickCheck
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    public static async Task<CheckResult> LookAsync(WorkflowsDbContext db, MailOptions mail, DateTimeOffset now, CancellationToken cancellation)
    {
        var token = SecretToken.New();
        var address = $"self-check-{Guid.CreateVersion7():N}@{mail.From[(mail.From.LastIndexOf('@') + 1)..]}";
        var link = new OutreachLink(SecretToken.Hash(token), Guid.Empty, address, invitationId: null, now);
        db.Add(link);
        await db.SaveChangesAsync(cancellation);
        try
        {
            return await LeaveAsync(db, mail.Absolute("/u/" + token), address, cancellation);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return CheckResult.Of(CheckKind.OneClick, CheckOutcome.Blocks, "NotReached", mail.PublicUrl, trouble.Message);
        }
        finally
        {
            var hash = Emails.HashOf(address);
            await db.Set<Suppression>().Where(s => s.AddressHash == hash).ExecuteDeleteAsync(CancellationToken.None);
            await db.Set<OutreachLink>().Where(l => l.TokenHash == link.TokenHash).ExecuteDeleteAsync(CancellationToken.None);
            db.Entry(link).State = EntityState.Detached;
        }
    }

    private static async Task<CheckResult> LeaveAsync(WorkflowsDbContext db, string url, string address, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = _patience };
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await http.PostAsync(new Uri(url), body, cancellation);
        var hash = Emails.HashOf(address);
        return answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted) || answer.Headers.Contains("Set-Cookie")
                ? CheckResult.Of(CheckKind.OneClick, CheckOutcome.Blocks, "WrongAnswer", (int)answer.StatusCode)
            : !await db.Set<Suppression>().AnyAsync(s => s.AddressHash == hash, cancellation) ? CheckResult.Of(CheckKind.OneClick, CheckOutcome.Blocks, "NotDone")
            : CheckResult.Of(CheckKind.OneClick, CheckOutcome.Passed, "Good");
    }
}
