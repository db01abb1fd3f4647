using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>The real program as a process of its own, that can be killed. A shell kills it when this process ends, however it ends.</summary>
public sealed partial class ProgramProcess : IAsyncDisposable
{
    // Writing the demonstration takes minutes on a machine that runs the other tests meanwhile.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(6);

    private readonly Process _process;
    private readonly Process _guard;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The program ended before it listened:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' INT; cat > /dev/null; kill -9 $0 2> /dev/null", id]) { RedirectStandardInput = true })!;
    }

    public int Id => _process.Id;
    public Uri Address => _listening.Task.Result;
    public bool IsRunning => !_process.HasExited;

    /// <summary>What it has written so far.</summary>
    public string Output => string.Join('\n', _said);

    /// <summary>The memory it holds, in bytes, as the system counts it.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts the built program and waits until it listens on a free port of its own.</summary>
    /// <param name="program">The program's assembly, and before it what <c>dotnet</c> is to know.</param>
    /// <param name="contentRoot">Where it keeps its files.</param>
    /// <param name="settings">As in a settings file, with colons; they go in as environment variables.</param>
    public static async Task<ProgramProcess> StartAsync(IEnumerable<string> program, string contentRoot, IReadOnlyDictionary<string, string> settings)
    {
        var started = Begin(program, contentRoot, settings);
        try
        {
            await started._listening.Task.WaitAsync(_patience);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same, but does not wait until it listens.</summary>
    public static ProgramProcess Begin(IEnumerable<string> program, string contentRoot, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [.. program, "--urls", "http://127.0.0.1:0", "--contentRoot", contentRoot])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = contentRoot,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new ProgramProcess(start);
    }

    /// <summary>Ends when it has written a line with this text.</summary>
    public Task SaidAsync(string text)
    {
        var said = _awaited.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Output.Contains(text, StringComparison.Ordinal))
        {
            said.TrySetResult();
        }

        return said.Task.WaitAsync(_patience);
    }

    /// <summary>The program as the tests' own build made it.</summary>
    public static string Built()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "src", "Asmex.Workflows.Web", "bin", here.Parent!.Name, here.Name, "Asmex.Workflows.Web.dll");
    }

    /// <summary>As a power cut would: nothing is finished, nothing is said.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        foreach (var (text, said) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                said.TrySetResult();
            }
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
