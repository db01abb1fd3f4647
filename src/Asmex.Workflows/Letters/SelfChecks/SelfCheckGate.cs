using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>Keeps invitations from being written while receivers would refuse them.</summary>
public sealed class SelfCheckGate(WorkflowsDbContext db, IHostEnvironment environment, IOptions<MailOptions> mail, IOptions<SelfCheckOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromDays(1);

    /// <summary>In Production only, and never in a sandbox.</summary>
    public bool IsClosedByFaults => options.Value.Enforce && environment.IsProduction() && mail.Value.Sandbox == MailSandbox.Off;

    /// <exception cref="RuleBrokenException">Something blocks, or nobody has looked for a day.</exception>
    public async Task MustPassAsync(CancellationToken cancellation)
    {
        if (!IsClosedByFaults)
        {
            return;
        }

        var relay = MailPace.KeyOf(mail.Value);
        var report = await db.Set<SelfCheckReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Relay == relay, cancellation);
        if (report is null || clock.GetUtcNow() - report.At > _fresh)
        {
            throw new RuleBrokenException("SelfCheck.NotLooked");
        }

        if (report.Results.FirstOrDefault(r => r.Outcome == CheckOutcome.Blocks) is { } fault)
        {
            throw new RuleBrokenException("SelfCheck.Refused", fault.Words);
        }
    }
}
