using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Begins the schedule with the program; later, when a copy that was killed left a lock behind, which ends by itself. Who comes first finds a page, not the chores of the night.</summary>
internal sealed partial class ScheduleStart(IRecurringJobManager recurring, ILogger<ScheduleStart> log) : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _firstPages = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Tried(Schedule.Begin))
        {
            await Task.Delay(_patience, stoppingToken);
        }

        do
        {
            await Task.Delay(_firstPages, stoppingToken);
        }
        while (!Tried(Schedule.CatchUp));
    }

    private bool Tried(Action<IRecurringJobManager> act)
    {
        try
        {
            act(recurring);
            return true;
        }
        catch (Exception trouble)
        {
            LogTrouble(trouble);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not begin yet; trying again")]
    private partial void LogTrouble(Exception trouble);
}
