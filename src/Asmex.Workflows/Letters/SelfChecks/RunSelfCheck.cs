using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>Looks at the configured sender as receivers of its letters do, and keeps what was found.</summary>
public sealed class RunSelfCheck(
    WorkflowsDbContext db, TemplateCatalog catalog, TemplateEdits edits, DkimSignature signature, IOptions<MailOptions> mail, IOptions<DkimOptions> dkim, IOptions<SelfCheckOptions> options, TimeProvider clock)
{
    /// <exception cref="NothingThereException">Neither an administrator nor the house itself.</exception>
    public async Task<SelfCheckReport> RunAsync(Actor actor, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Administrator) && actor != Actor.House)
        {
            throw new NothingThereException("self-check");
        }

        var results = await LookAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var relay = MailPace.KeyOf(mail.Value);
        await db.HoldNameAsync($"self-check:{relay}", cancellation);
        var report = await db.Set<SelfCheckReport>().SingleOrDefaultAsync(r => r.Relay == relay, cancellation);
        if (report is null)
        {
            report = new SelfCheckReport(relay);
            db.Add(report);
        }

        report.Found(results, actor.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return report;
    }

    // The network is asked before the transaction: nobody waits for it.
    private async Task<List<CheckResult>> LookAsync(CancellationToken cancellation)
    {
        await edits.FollowAsync(cancellation);
        using var dns = new MailDns(options.Value);
        var results = new List<CheckResult>();
        await foreach (var result in new DnsChecks(dns, mail.Value, dkim.Value, options.Value, signature).LookAsync(cancellation))
        {
            results.Add(result);
        }

        results.Add(await RelayCheck.LookAsync(mail.Value, cancellation));
        results.Add(await OneClickCheck.LookAsync(db, mail.Value, clock.GetUtcNow(), cancellation));
        results.Add(await new ContentCheck(db, catalog, mail.Value).LookAsync(clock.GetUtcNow(), cancellation));
        return results;
    }
}
