using System.Linq.Expressions;
using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Everything that runs by the clock. A job carries nothing, claims what it works on, and may run twice or on two nodes at once.</summary>
internal static class Schedule
{
    // The timers first: the rest waits until they are on their way.
    private static readonly IReadOnlyList<(string Name, string Cron, Expression<Func<Sweeps, Task>> Sweep)> _all =
    [
        ("timers", "*/15 * * * * *", sweeps => sweeps.FireTimersAsync(CancellationToken.None)),
        ("letters", "*/30 * * * * *", sweeps => sweeps.SendLettersAsync(CancellationToken.None)),
        ("self-check", "23 */6 * * *", sweeps => sweeps.CheckSenderAsync(CancellationToken.None)),
        ("approvals", "*/5 * * * *", sweeps => sweeps.ExpireApprovalsAsync(CancellationToken.None)),
        ("reminders", "*/10 * * * *", sweeps => sweeps.RemindAsync(CancellationToken.None)),
        ("added-actions", "*/1 * * * *", sweeps => sweeps.StartAddedActionsAsync(CancellationToken.None)),
        ("meetings", "*/10 * * * *", sweeps => sweeps.ConveneMeetingsAsync(CancellationToken.None)),
        ("digests", "*/10 * * * *", sweeps => sweeps.SendDigestsAsync(CancellationToken.None)),
        ("invitation-reminders", "*/10 * * * *", sweeps => sweeps.RemindOfInvitationsAsync(CancellationToken.None)),
        ("imports", "*/5 * * * * *", sweeps => sweeps.WorkOnImportsAsync(CancellationToken.None)),
        ("firm-pairs", "7 * * * *", sweeps => sweeps.FindPairsAsync(CancellationToken.None)),
        ("invitation-rounds", "*/1 * * * *", sweeps => sweeps.CloseRoundsAsync(CancellationToken.None)),
        ("campaigns", "*/20 * * * * *", sweeps => sweeps.TendCampaignsAsync(CancellationToken.None)),
        ("mailbox", "*/1 * * * *", sweeps => sweeps.ReadMailboxAsync(CancellationToken.None)),
        ("audit-head", "5 6 * * *", sweeps => sweeps.MailAuditHeadAsync(CancellationToken.None)),
        ("old-instances", "17 3 * * *", sweeps => sweeps.RemoveOldInstancesAsync(CancellationToken.None)),
    ];

    /// <summary>Writes the schedule, and fires at once the timers that fell due while nobody was there.</summary>
    public static void Begin(IRecurringJobManager recurring)
    {
        foreach (var (name, cron, sweep) in _all)
        {
            recurring.AddOrUpdate(name, sweep, cron);
        }

        recurring.Trigger(_all[0].Name);
    }

    /// <summary>Runs the rest once: what else fell due does not wait for its first tick either.</summary>
    public static void CatchUp(IRecurringJobManager recurring)
    {
        foreach (var (name, _, _) in _all.Skip(1))
        {
            recurring.Trigger(name);
        }
    }
}
