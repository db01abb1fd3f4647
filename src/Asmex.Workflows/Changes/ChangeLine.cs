using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Changes;

/// <summary>One effect of a change.</summary>
/// <param name="What">The task, request or action it happens to.</param>
/// <param name="From">A date as it was.</param>
/// <param name="To">A date as it will be.</param>
/// <param name="Count">How many reminders or letters.</param>
/// <param name="Amount">How much money.</param>
public sealed record ChangeLine(ChangeEffect Effect, Wording What, DateOnly? From = null, DateOnly? To = null, int Count = 0, decimal Amount = 0);

public enum ChangeEffect
{
    ActionAdded,
    ActionMoved,
    ActionCancelled,

    /// <summary>The day that was chosen is none to work on: the next working day stands for it.</summary>
    DayOff,
    TaskMoved,
    TaskOpened,
    TaskCancelled,
    TaskGiven,
    RequestMoved,
    RequestOpened,
    RequestCancelled,
    EventMoved,
    RoundMoved,
    RoundCancelled,
    MoneyTaken,
    MoneyFreed,
    MoneyBack,
    MoneyKept,
    RemindersMoved,
    RemindersPlanned,
    RemindersStopped,
    FirmsTold,
    LettersWritten,
    LettersWithdrawn,
}
