using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Begins the schedule beside the program's start: a copy that was killed may have left a lock behind, which ends by itself after a while.</summary>
internal sealed partial class ScheduleStart(IRecurringJobManager recurring, TimeProvider clock, ILogger<ScheduleStart> log) : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Schedule.Begin(recurring);
                return;
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                LogTrouble(trouble);
                await Task.Delay(_patience, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedule could not begin yet; trying again")]
    private partial void LogTrouble(Exception trouble);
}
