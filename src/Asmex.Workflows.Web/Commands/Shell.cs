using System.CommandLine;
using System.Text.Json;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;
using Microsoft.Extensions.Logging.Console;

namespace Asmex.Workflows.Web.Commands;

/// <summary>Runs a verb from a shell, on the database that the settings name: what it hands out goes to the standard output, all else to the other.</summary>
internal static class Shell
{
    /// <summary>A command that runs in the house; settings such as <c>--ConnectionStrings:Postgres</c> may follow its own arguments.</summary>
    public static Command Does(this Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task> act)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => RunAsync(parsed, act, cancellation));
        return command;
    }

    /// <summary>Where the person means: `dotnet run` moves to the folder of the project.</summary>
    public static string PathOf(string file) => Path.IsPathRooted(file) || File.Exists(file) || Environment.GetEnvironmentVariable("PWD") is not { } folder ? file : Path.Combine(folder, file);

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, IServiceProvider, CancellationToken, Task> act, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder([.. parsed.UnmatchedTokens]);
        builder.AddAsmex();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        await using var app = builder.Build();
        try
        {
            await app.MigrateAsync();
            await using (var loading = app.Services.CreateAsyncScope())
            {
                await loading.ServiceProvider.GetRequiredService<LoadDefinitions>().RunAsync(cancellation);
                await loading.ServiceProvider.GetRequiredService<LoadPolicy>().RunAsync(cancellation);
            }

            await ActAsync(parsed, act, app.Services, cancellation);
            return 0;
        }
        catch (Exception refusal) when (refusal is RuleBrokenException or NothingThereException or DefinitionFaultException or IOException or JsonException or FormatException)
        {
            await Console.Error.WriteLineAsync(refusal is RuleBrokenException rule ? rule.In(Languages.English) : refusal.Message);
            return 1;
        }
    }

    private static async Task ActAsync(ParseResult parsed, Func<ParseResult, IServiceProvider, CancellationToken, Task> act, IServiceProvider services, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                await act(parsed, scope.ServiceProvider, cancellation);
                return;
            }
            catch (Exception problem) when (attempt < Deadlocks.MostAttempts && problem.IsGivenUp())
            {
                // Nothing of it was kept: it begins anew.
            }
        }
    }
}
