using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Files;

/// <summary>Has each file looked at by the program that the operator named.</summary>
public sealed partial class FileScan(IOptions<FilesOptions> options, ILogger<FileScan> log)
{
    /// <summary>True when no program is named, or it found nothing. What cannot be looked at does not pass.</summary>
    public async Task<bool> PassesAsync(string path, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(options.Value.ScanProgram))
        {
            return true;
        }

        var start = new ProcessStartInfo(options.Value.ScanProgram, [.. options.Value.ScanArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.Value.ScanWithin);
            using var program = Process.Start(start)!;
            try
            {
                var said = program.StandardOutput.ReadToEndAsync(limit.Token);
                await program.StandardError.ReadToEndAsync(limit.Token);
                await program.WaitForExitAsync(limit.Token);
                if (program.ExitCode != 0)
                {
                    LogRefused(log, start.FileName, program.ExitCode, await said);
                }

                return program.ExitCode == 0;
            }
            finally
            {
                if (!program.HasExited)
                {
                    program.Kill(entireProcessTree: true);
                }
            }
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogNotRun(log, problem, start.FileName);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file was refused by {Program} with {ExitCode}: {Said}")]
    private static partial void LogRefused(ILogger log, string program, int exitCode, string said);

    [LoggerMessage(Level = LogLevel.Error, Message = "Files cannot be looked at, so none is taken: {Program} did not do its work")]
    private static partial void LogNotRun(ILogger log, Exception problem, string program);
}
