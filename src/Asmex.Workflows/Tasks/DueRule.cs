namespace Asmex.Workflows.Tasks;

/// <summary>Why a task is due on its day.</summary>
/// <param name="From">The day it is counted from: the opening, or the action's fixed date.</param>
/// <param name="WorkingDays">Counted on from there; negative when counted back from a fixed date.</param>
/// <param name="CalendarVersion">The calendar it was counted with.</param>
public sealed record DueRule(DateOnly From, int WorkingDays, int CalendarVersion);
