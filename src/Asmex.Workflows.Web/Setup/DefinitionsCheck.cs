using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Reads the published definitions while the first pages are served: a start does not wait for files that have not changed.</summary>
internal sealed partial class DefinitionsCheck(Definitions definitions, IServiceScopeFactory scopes, ILogger<DefinitionsCheck> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await definitions.AllAsync(scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>(), stoppingToken);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            LogTrouble(trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The published definitions could not be checked; each is checked when it is first used")]
    private partial void LogTrouble(Exception trouble);
}
