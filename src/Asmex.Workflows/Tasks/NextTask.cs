namespace Asmex.Workflows.Tasks;

/// <summary>The task to do now, and what speaks for it.</summary>
public sealed record NextTask(InboxRow Task, NextReason Why)
{
    internal const int MostWeighed = 50;

    /// <summary>Urgent and late goes first, then late, urgent, what was put off until today, what came back, what is due; the longest waiting among equals.</summary>
    internal static NextTask? Of(IEnumerable<InboxRow> mine, DateOnly today) =>
        mine.Select(row => new NextTask(row, ReasonOf(row, today))).OrderBy(n => n.Why).ThenBy(n => n.Task.DueOn).ThenBy(n => n.Task.Id).FirstOrDefault();

    private static NextReason ReasonOf(InboxRow row, DateOnly today) => row switch
    {
        // Someone else has it in hand, or it was put off: everything else is nearer.
        { Guest: not null } when row.DueOn >= today => NextReason.OnlyWaits,
        _ when row.FollowUpOn > today && row.DueOn >= today => NextReason.PutOff,
        { Priority: TaskPriority.Urgent } when row.DueOn < today => NextReason.UrgentAndLate,
        _ when row.DueOn < today => NextReason.Late,
        { Priority: TaskPriority.Urgent } => NextReason.Urgent,
        _ when row.FollowUpOn <= today => NextReason.FollowUp,
        { ReturnedBy: not null } => NextReason.GivenBack,
        { RemarksBy: not null } => NextReason.CameBack,
        _ when row.DueOn == today => NextReason.DueToday,
        _ => NextReason.DueFirst,
    };
}

/// <summary>Why a task comes first; ordered, the strongest first.</summary>
public enum NextReason { UrgentAndLate, Late, Urgent, FollowUp, DueToday, GivenBack, CameBack, DueFirst, PutOff, OnlyWaits }
