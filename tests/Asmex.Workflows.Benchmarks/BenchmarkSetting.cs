using System.Globalization;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkSetting(bool IsPostgres, int Runs)
{
    private static int _made;

    public string Database => IsPostgres ? "PostgreSQL (fsync on, Unix socket, same machine)" : "SQLite (file)";

    /// <summary>How busy the machine was; a measurement on a busy one says little.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static BenchmarkSetting Of(string[] args) => new(
        args.Contains("--postgres"),
        args.FirstOrDefault(a => a.StartsWith("--runs=", StringComparison.Ordinal)) is { } runs ? int.Parse(runs["--runs=".Length..], CultureInfo.InvariantCulture) : 5);

    /// <summary>The settings of a program on an empty database of its own, which keeps its files in a folder.</summary>
    public async Task<Dictionary<string, string>> NewDatabaseAsync(string folder)
    {
        if (!IsPostgres)
        {
            return new() { ["ConnectionStrings:Sqlite"] = $"Data Source={Path.Combine(folder, "asmex.db")}" };
        }

        var server = await PostgresServer.Durable;
        var name = $"benchmark_{Interlocked.Increment(ref _made)}";
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        return new() { ["ConnectionStrings:Postgres"] = server.ConnectionString(name) };
    }
}
