using Hangfire;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Begins the schedule with the program.</summary>
internal sealed class ScheduleStart(IRecurringJobManager recurring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Schedule.Begin(recurring);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
