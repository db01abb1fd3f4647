using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>The real program on a database, killed and started again; acts that were cut off come back as such.</summary>
internal sealed class CrashedProgram(TestDatabase database, SmtpServer mail, params (string Name, string Value)[] more) : IAsyncDisposable
{
    private readonly string _contentRoot = TestFolder.New("crash");
    private ProgramProcess? _process;
    private HttpClient? _door;

    public int Kills { get; private set; }

    public bool IsRunning => _process is { IsRunning: true };

    public async Task StartAsync(DateTimeOffset now)
    {
        await StopAsync();
        var tests = AppContext.BaseDirectory;
        string[] command =
        [
            "exec", "--depsfile", Path.Combine(tests, "Asmex.Workflows.Tests.deps.json"), "--runtimeconfig", Path.Combine(tests, "Asmex.Workflows.Tests.runtimeconfig.json"),
            Path.Combine(tests, "Asmex.Workflows.Web.dll"),
        ];
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Asmex.Workflows.Tests",
            [CrashDoor.NowVariable] = now.ToString("O", CultureInfo.InvariantCulture),
            [$"ConnectionStrings:{database.Kind}"] = database.ConnectionString,
            ["Workflows:DefinitionsPath"] = House.Definitions,
            ["Demonstration:Load"] = "false",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Sandbox"] = "Off",
            ["Mail:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        _process = await ProgramProcess.StartAsync(command, _contentRoot, settings);
        _door = new HttpClient { BaseAddress = _process.Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <returns>"done" or the key of the refusal; null when the program was killed meanwhile, and nobody knows whether it was done.</returns>
    public async Task<string?> DoAsync(Act act)
    {
        try
        {
            using var answer = await _door!.PostAsJsonAsync(CrashDoor.Path, act);
            var said = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict
                ? said
                : throw new InvalidOperationException($"{act} answered {answer.StatusCode}: {said}\n{_process!.Output}");
        }
        catch (HttpRequestException) when (Kills > 0)
        {
            return null;
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill()
    {
        Kills++;
        _process?.Kill();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        _door?.Dispose();
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.DisposeAsync();
        }
    }
}
