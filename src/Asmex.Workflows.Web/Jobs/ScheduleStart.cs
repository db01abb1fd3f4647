using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Begins the schedule with the program; later, when a copy that was killed left a lock behind, which ends by itself.</summary>
internal sealed partial class ScheduleStart(IRecurringJobManager recurring, TimeProvider clock, ILogger<ScheduleStart> log) : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public override Task StartAsync(CancellationToken cancellationToken) => TryBegin() ? Task.CompletedTask : base.StartAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            await Task.Delay(_patience, clock, stoppingToken);
        }
        while (!TryBegin());
    }

    private bool TryBegin()
    {
        try
        {
            Schedule.Begin(recurring);
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
