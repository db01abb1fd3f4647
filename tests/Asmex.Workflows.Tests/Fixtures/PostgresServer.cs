using System.Diagnostics;
using Npgsql;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A private PostgreSQL server of this test process. A shell guards it: when this process ends, however it ends,
/// the shell's input closes, and it stops the server and removes its folder.</summary>
public sealed class PostgresServer
{
    private const string Guard = """
        trap '' INT HUP TERM
        bin=$1 folder=$(mktemp -d "$2/asmex-postgres-XXXXXX") settings=$3
        {
            "$bin/initdb" -D "$folder/data" -U asmex -A trust -E UTF8 --locale=C --no-sync &&
            "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 120 -o "-k $folder -c listen_addresses= -c max_connections=300 $settings" start
        } > "$folder/setup" 2>&1 && echo "ready $folder" || cat "$folder/setup" "$folder/log"
        exec 1>&-
        cat > /dev/null
        "$bin/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1
        rm -rf "$folder"
        """;

    private static readonly Lazy<Task<PostgresServer>> _quick =
        new(() => StartAsync("-c fsync=off -c synchronous_commit=off -c full_page_writes=off"));

    private static readonly Lazy<Task<PostgresServer>> _durable = new(() => StartAsync("-c fsync=on"));

    private readonly Process _guard;
    private readonly string _folder;

    private PostgresServer(Process guard, string folder) => (_guard, _folder) = (guard, folder);

    /// <summary>The server of ordinary tests: it would not survive a power cut.</summary>
    public static Task<PostgresServer> Quick => _quick.Value;

    /// <summary>A server that writes through to the disk, as in production.</summary>
    public static Task<PostgresServer> Durable => _durable.Value;

    /// <summary>Why tests on PostgreSQL cannot run here; null where they can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } =
        FindPrograms() is null && Environment.GetEnvironmentVariable("CI") != "true" ? "There is no PostgreSQL server program (initdb) on this machine." : null;

    public bool IsRunning => !_guard.HasExited;

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "asmex", Database = database, MaxPoolSize = 20, IncludeErrorDetail = true }.ToString();

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync(string settings)
    {
        var programs = FindPrograms() ?? throw new InvalidOperationException("PostgreSQL's initdb is neither in its usual folders nor on PATH.");
        string[] asPostgres = Environment.UserName != "root" ? []
            : File.Exists("/usr/bin/setpriv") ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
            : ["runuser", "-u", "postgres", "--"];
        string[] command = [.. asPostgres, "sh", "-c", Guard, "guard", programs, Path.GetTempPath().TrimEnd('/'), settings];
        var guard = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;

        var said = await guard.StandardOutput.ReadToEndAsync();
        return said.StartsWith("ready ", StringComparison.Ordinal)
            ? new PostgresServer(guard, said["ready ".Length..].Trim())
            : throw new InvalidOperationException($"PostgreSQL did not start:\n{said}");
    }

    private static string? FindPrograms()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
