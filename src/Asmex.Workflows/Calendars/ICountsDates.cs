namespace Asmex.Workflows.Calendars;

/// <summary>A slice that keeps dates counted with the calendar: tasks, requests, rounds, timers.</summary>
public interface ICountsDates
{
    /// <summary>Counts the dates of what is open again and writes those that differ; in the transaction of the change.</summary>
    /// <returns>The dates that moved.</returns>
    Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation);
}
