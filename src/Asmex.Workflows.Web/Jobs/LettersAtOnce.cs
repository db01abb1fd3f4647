using Asmex.Workflows.Letters;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Sends letters as soon as the act that caused them is committed; what fails here is left to the sweep.</summary>
internal sealed partial class LettersAtOnce(LetterSignal signal, IServiceScopeFactory scopes, IOptions<MailOptions> mail, ILogger<LettersAtOnce> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in signal.ListenAsync(stoppingToken))
        {
            try
            {
                while (await SendAsync(stoppingToken) == mail.Value.Batch)
                {
                }
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                LogTrouble(trouble);
            }
        }
    }

    private async Task<int> SendAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendLetters>().RunAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letters could not leave at once; the sweep will send them")]
    private partial void LogTrouble(Exception trouble);
}
