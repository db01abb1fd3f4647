using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>The jobs; one that fails is not repeated by itself, its next tick comes soon.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class Sweeps(IServiceProvider services)
{
    public async Task FireTimersAsync(CancellationToken cancellation) => await Verb<FireDueTimers>().RunAsync(cancellation);

    public async Task SendLettersAsync(CancellationToken cancellation) => await Verb<SendLetters>().RunAsync(cancellation);

    public Task MailAuditHeadAsync(CancellationToken cancellation) => Verb<MailAuditHead>().RunAsync(cancellation);

    public async Task ExpireApprovalsAsync(CancellationToken cancellation)
    {
        await Verb<EscalateApprovals>().RunAsync(cancellation);
        await Verb<ExpireApprovals>().RunAsync(cancellation);
    }

    public async Task RemindAsync(CancellationToken cancellation) => await Verb<SendReminders>().RunAsync(cancellation);

    public async Task StartAddedActionsAsync(CancellationToken cancellation) => await Verb<StartAddedActions>().RunAsync(cancellation);

    public async Task ConveneMeetingsAsync(CancellationToken cancellation) => await Verb<ConveneMeetings>().RunAsync(cancellation);

    public async Task SendDigestsAsync(CancellationToken cancellation) => await Verb<SendDigests>().RunAsync(cancellation);

    public async Task RemindOfInvitationsAsync(CancellationToken cancellation) => await Verb<SendInvitationReminders>().RunAsync(cancellation);

    public async Task CloseRoundsAsync(CancellationToken cancellation)
    {
        await Verb<CloseRounds>().RunAsync(cancellation);
        await Verb<ExpireOffers>().RunAsync(cancellation);
    }

    public async Task ReadMailboxAsync(CancellationToken cancellation) => await Verb<ReadMailbox>().RunAsync(cancellation);

    public async Task RemoveOldInstancesAsync(CancellationToken cancellation) => await Verb<RemoveOldInstances>().RunAsync(cancellation);

    public async Task WorkOnImportsAsync(CancellationToken cancellation) => await Verb<WorkOnImports>().RunAsync(cancellation);

    private TVerb Verb<TVerb>()
        where TVerb : notnull => services.GetRequiredService<TVerb>();
}
