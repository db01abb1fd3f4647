using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Hangfire;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>The jobs; one that fails is not repeated by itself, its next tick comes soon.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class Sweeps(IServiceProvider services, IOptions<MailOptions> mail)
{
    // One tick stays short; the next goes on.
    private const int MostBatches = 20;

    public async Task FireTimersAsync(CancellationToken cancellation) => await Verb<FireDueTimers>().RunAsync(cancellation);

    public async Task SendLettersAsync(CancellationToken cancellation)
    {
        for (var batches = 0; batches < MostBatches && await Verb<SendLetters>().RunAsync(cancellation) == mail.Value.Batch; batches++)
        {
        }
    }

    // Elsewhere than in Production nothing waits for it, and the network is left alone.
    public async Task CheckSenderAsync(CancellationToken cancellation)
    {
        if (Verb<SelfCheckGate>().IsClosedByFaults)
        {
            await Verb<RunSelfCheck>().RunAsync(Actor.House, cancellation);
        }
    }

    public Task MailAuditHeadAsync(CancellationToken cancellation) => Verb<MailAuditHead>().RunAsync(cancellation);

    public Task ExpireApprovalsAsync(CancellationToken cancellation) =>
        InTurnAsync(() => Verb<EscalateApprovals>().RunAsync(cancellation), () => Verb<ExpireApprovals>().RunAsync(cancellation));

    // Whoever has the task now is reminded.
    public Task RemindAsync(CancellationToken cancellation) => InTurnAsync(() => Verb<FreeTasks>().RunAsync(cancellation), () => Verb<SendReminders>().RunAsync(cancellation));

    public async Task StartAddedActionsAsync(CancellationToken cancellation) => await Verb<StartAddedActions>().RunAsync(cancellation);

    public async Task ConveneMeetingsAsync(CancellationToken cancellation) => await Verb<ConveneMeetings>().RunAsync(cancellation);

    public async Task SendDigestsAsync(CancellationToken cancellation) => await Verb<SendDigests>().RunAsync(cancellation);

    public async Task RemindOfInvitationsAsync(CancellationToken cancellation) => await Verb<SendInvitationReminders>().RunAsync(cancellation);

    public Task CloseRoundsAsync(CancellationToken cancellation) => InTurnAsync(() => Verb<CloseRounds>().RunAsync(cancellation), () => Verb<ExpireOffers>().RunAsync(cancellation));

    public async Task TendCampaignsAsync(CancellationToken cancellation) => await Verb<TendCampaigns>().RunAsync(cancellation);

    public async Task ReadMailboxAsync(CancellationToken cancellation) => await Verb<ReadMailbox>().RunAsync(cancellation);

    public async Task RemoveOldInstancesAsync(CancellationToken cancellation) => await Verb<RemoveOldInstances>().RunAsync(cancellation);

    public async Task WorkOnImportsAsync(CancellationToken cancellation)
    {
        if (await Verb<WorkOnImports>().RunAsync(cancellation) > 0)
        {
            await Verb<FindPairs>().RunAsync(cancellation);
        }
    }

    public async Task FindPairsAsync(CancellationToken cancellation) => await Verb<FindPairs>().RunAsync(cancellation);

    // What the first could not do keeps the second from nothing.
    private static async Task InTurnAsync(Func<Task> first, Func<Task> second)
    {
        try
        {
            await first();
        }
        finally
        {
            await second();
        }
    }

    private TVerb Verb<TVerb>()
        where TVerb : notnull => services.GetRequiredService<TVerb>();
}
