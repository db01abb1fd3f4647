using Asmex.Workflows.Calendars;

namespace Asmex.Workflows.Reminders;

/// <summary>A letter about a task or a request that is not written yet: to whom, when, and whether it went.</summary>
public sealed class Reminder
{
    private Reminder()
    {
    }

    private Reminder(ReminderStep step, DateTimeOffset at, int calendarVersion) => (Days, To, DueAt, CalendarVersion) = (step.Days, step.To, at, calendarVersion);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid? TaskId { get; private init; }
    public Guid? ApprovalId { get; private init; }

    /// <summary>Working days from the due date; see <see cref="ReminderStep"/>.</summary>
    public int Days { get; private init; }
    public ReminderTo To { get; private init; }
    public DateTimeOffset DueAt { get; private init; }

    /// <summary>The calendar that <see cref="DueAt"/> was counted with: not always that of the due date, which a change of the calendar may leave alone.</summary>
    public int CalendarVersion { get; private init; }
    public ReminderStatus Status { get; private set; }

    public static Reminder OfTask(Guid taskId, ReminderStep step, DateTimeOffset at, int calendarVersion) => new(step, at, calendarVersion) { TaskId = taskId };

    public static Reminder OfApproval(Guid approvalId, ReminderStep step, DateTimeOffset at, int calendarVersion) => new(step, at, calendarVersion) { ApprovalId = approvalId };

    /// <summary>The letter that opens the thing says it.</summary>
    public void Say() => Status = ReminderStatus.Sent;

    /// <summary>How the day of a step is counted.</summary>
    /// <param name="opened">A thing that opens after its due date is late from then on: what comes after counts from this day.</param>
    public static DateRule RuleOf(int days, DateOnly due, DateOnly opened, string region) => new(days > 0 && opened > due ? opened : due, days, region);
}

public enum ReminderStatus { Planned, Sent, Stopped }
