using Asmex.Workflows.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A fresh database with the schema, of one test alone, and the services of the product over it on a virtual clock.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>A Monday morning in Casablanca.</summary>
    public static DateTimeOffset Start { get; } = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<string>> _sqliteSchema = new(MakeSqliteSchemaAsync);
    private static readonly Lazy<Task<string>> _quickSchema = new(async () => await MakePostgresSchemaAsync(await PostgresServer.Quick));
    private static readonly Lazy<Task<string>> _durableSchema = new(async () => await MakePostgresSchemaAsync(await PostgresServer.Durable));
    private static readonly SemaphoreSlim _oneCopyAtATime = new(1, 1);
    private static int _made;

    private readonly Func<Task> _drop;

    private TestDatabase(DatabaseKind kind, string connectionString, FakeTimeProvider clock, Action<IServiceCollection>? change, Func<Task> drop)
    {
        (Kind, ConnectionString, Clock, _drop) = (kind, connectionString, clock, drop);
        Services = TestServices.Build(kind, connectionString, clock, change);
    }

    public DatabaseKind Kind { get; }
    public string ConnectionString { get; }
    public FakeTimeProvider Clock { get; }
    public ServiceProvider Services { get; }

    /// <param name="change">Replaces or adds services, after those of the product.</param>
    /// <param name="start">The time on the virtual clock; without it <see cref="Start"/>.</param>
    /// <param name="durable">On PostgreSQL: whether it writes through to the disk, as in production.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, Action<IServiceCollection>? change = null, DateTimeOffset? start = null, bool durable = false)
    {
        var clock = new FakeTimeProvider(start ?? Start);
        if (kind == DatabaseKind.Sqlite)
        {
            var file = Path.Combine(TestFolder.New("db"), "test.db");
            File.Copy(await _sqliteSchema.Value, file);
            return new TestDatabase(kind, $"Data Source={file}", clock, change, () => DropSqliteAsync(file));
        }

        var server = await (durable ? PostgresServer.Durable : PostgresServer.Quick);
        var name = await CopyPostgresAsync(server, await (durable ? _durableSchema : _quickSchema).Value);
        return new TestDatabase(kind, server.ConnectionString(name), clock, change, () => server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    /// <summary>One unit of work, as a request or a job has.</summary>
    public TestScope Scope() => new(Services.CreateAsyncScope());

    /// <summary>Runs one verb in a scope of its own.</summary>
    public async Task<TResult> RunAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> run)
        where TVerb : notnull
    {
        await using var scope = Scope();
        return await run(scope.Get<TVerb>());
    }

    /// <summary>Runs one verb in a scope of its own.</summary>
    public async Task RunAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull
    {
        await using var scope = Scope();
        await run(scope.Get<TVerb>());
    }

    /// <summary>Returns when as many transactions stand at a lock as the acts given that have not ended; on SQLite an act waits at a gate that shows nothing.</summary>
    public async Task ComeToALockAsync(params Task[] acts)
    {
        await using var scope = Scope();
        while (Kind == DatabaseKind.Postgres && await WaitingAsync() < acts.Count(act => !act.IsCompleted))
        {
            await Task.Yield();
        }

        Task<int> WaitingAsync() =>
            scope.Db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Services.GetService<NpgsqlDataSource>() is { } source)
        {
            await source.DisposeAsync();
        }

        await Services.DisposeAsync();
        await _drop();
    }

    private static async Task<string> MakeSqliteSchemaAsync()
    {
        var file = Path.Combine(TestFolder.New("schema"), "schema.db");
        await MakeSchemaAsync(DatabaseKind.Sqlite, $"Data Source={file};Pooling=False");
        return file;
    }

    private static async Task<string> MakePostgresSchemaAsync(PostgresServer server)
    {
        const string name = "schema";
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        await MakeSchemaAsync(DatabaseKind.Postgres, server.ConnectionString(name) + ";Pooling=False");
        return name;
    }

    private static async Task MakeSchemaAsync(DatabaseKind kind, string connectionString)
    {
        await using var services = TestServices.Build(kind, connectionString, new FakeTimeProvider(Start), change: null);
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Database;
        if (database.GetMigrations().Any())
        {
            await database.MigrateAsync();
        }
        else
        {
            await database.EnsureCreatedAsync();
        }
    }

    private static async Task<string> CopyPostgresAsync(PostgresServer server, string schema)
    {
        var name = $"test_{Interlocked.Increment(ref _made)}";
        await _oneCopyAtATime.WaitAsync();
        try
        {
            await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {schema}");
        }
        finally
        {
            _oneCopyAtATime.Release();
        }

        return name;
    }

    private static Task DropSqliteAsync(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        SqliteConnection.ClearPool(connection);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return Task.CompletedTask;
    }
}
