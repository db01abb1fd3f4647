using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>The product over an empty database: starts and answers instances as its verbs do, each in a scope and a transaction of its own.</summary>
internal sealed class CycleHouse : IAsyncDisposable
{
    public const string DefinitionId = "benchmark-cycle";

    private readonly AskedTasks _tasks;

    private CycleHouse(TestDatabase database, AskedTasks tasks) => (Database, _tasks) = (database, tasks);

    public TestDatabase Database { get; }

    public static async Task<CycleHouse> CreateAsync(bool isPostgres, params string[] definitions)
    {
        var folder = TestFolder.New("cycles");
        File.Copy(Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Benchmarks", "Cycles", "cycle.json"), Path.Combine(folder, "cycle.json"));
        for (var i = 0; i < definitions.Length; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"more-{i}.json"), definitions[i]);
        }

        var tasks = new AskedTasks();
        var database = await TestDatabase.CreateAsync(isPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite, services =>
        {
            services.AddSingleton<IEffectHandler<RunTaskEffect>>(tasks);
            services.Configure<RunningOptions>(options => options.DefinitionsPath = folder);
        }, durable: true);
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        return new CycleHouse(database, tasks);
    }

    public static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <summary>The bookmark an instance waits at since its last burst.</summary>
    public string BookmarkOf(string instanceId) => _tasks.BookmarkOf(instanceId);

    public Task StartAsync(string instanceId, string definitionId = DefinitionId) =>
        WriteAsync(bursts => bursts.StartAsync(new StartWorkflow(definitionId, instanceId, new JsonObject { ["firm"] = "Coopérative Tissaliwine" }, instanceId), Actor.House, default));

    public Task ResumeAsync(string bookmarkId) => WriteAsync(bursts => bursts.ResumeAsync(bookmarkId, new Answer("Done", "yes"), Actor.House, default));

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task WriteAsync(Func<Bursts, Task> act)
    {
        await using var scope = Database.Scope();
        var db = scope.Get<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(default);
        await act(scope.Get<Bursts>());
        await db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }
}
