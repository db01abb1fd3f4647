using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Engine;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Asmex.Workflows.Tests.Running;

/// <summary>A house with small definitions of a test, their instances, and what is done to them.</summary>
internal sealed class Workshop(TestDatabase database) : IAsyncDisposable
{
    public static Actor Administrator { get; } = new(null, "Amal Tazi", "fr", [new Holding(Roles.Administrator, null)]);
    public static Actor Somebody { get; } = new(null, "Karim Idrissi", "fr", [new Holding(Roles.Delegate, "MA-09")]);

    private int _started;

    public TestDatabase Database => database;

    public static async Task<Workshop> OpenAsync(DatabaseKind kind, Action<IServiceCollection>? change = null, string? definitions = null, bool durable = false)
    {
        var database = await TestDatabase.CreateAsync(
            kind,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton(new ActivityCatalog(typeof(StoredDefinition).Assembly, typeof(Draw).Assembly)));
                services.Configure<RunningOptions>(o => o.DefinitionsPath = definitions ?? TestFolder.New("workflows"));
                change?.Invoke(services);
            },
            durable: durable);
        return new Workshop(database);
    }

    /// <summary>Publishes a definition; the same id again makes a new version.</summary>
    public Task<StoredDefinition> PublishAsync(JsonObject root, params (string Name, string Type, string? Value)[] variables) => ImportAsync(Draw.Definition(root, variables));

    public Task<StoredDefinition> ImportAsync(JsonObject definition) =>
        RunAsync<ImportDefinition, StoredDefinition>(import => import.RunAsync(definition.ToJsonString(), toBePublished: true, Actor.House, default));

    public async Task<string> StartAsync(string? parentBookmark = null)
    {
        var id = $"i{++_started}";
        await InAsync((bursts, _) => bursts.StartAsync(new StartWorkflow("d", id, [], ParentBookmarkId: parentBookmark), Actor.House, default));
        return id;
    }

    public Task AnswerAsync(string bookmarkId, Actor? actor = null) => InAsync((bursts, _) => bursts.ResumeAsync(bookmarkId, new Answer(), actor ?? Somebody, default));

    public async Task AnswerAsync(string instanceId, string activityId, Actor? actor = null) => await AnswerAsync(await BookmarkAsync(instanceId, activityId), actor);

    /// <summary>What a verb does with bursts: one transaction.</summary>
    public async Task InAsync(Func<Bursts, WorkflowsDbContext, Task> act)
    {
        await using var scope = database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await act(scope.Get<Bursts>(), scope.Db);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    public Task RunAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull => database.RunAsync(run);

    public Task<TResult> RunAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> run)
        where TVerb : notnull => database.RunAsync(run);

    public async Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = database.Scope();
        return await read(scope.Db);
    }

    public Task<string> BookmarkAsync(string instanceId, string activityId) =>
        ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == instanceId && b.ActivityId == activityId).Select(b => b.Id).SingleAsync());

    public Task<WorkflowInstance> InstanceAsync(string id) => ReadAsync(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == id));

    /// <summary>Where the rows say that it waits.</summary>
    public Task<List<string>> WaitingAsync(string instanceId) =>
        ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == instanceId).OrderBy(b => b.ActivityId).Select(b => b.ActivityId).ToListAsync());

    public Task<WorkflowIncident> IncidentAsync(string instanceId) => ReadAsync(db => db.Set<WorkflowIncident>().AsNoTracking().SingleAsync(i => i.InstanceId == instanceId && i.ResolvedAt == null));

    public Task<List<string>> HistoryAsync() => ReadAsync(db => db.Set<HistoryEntry>().OrderBy(h => h.Id).Select(h => h.Key).ToListAsync());

    /// <summary>The activities that completed, without what contains them, in the order of the journal.</summary>
    public async Task<List<string>> DoneAsync(string instanceId)
    {
        var bursts = await ReadAsync(db => db.Set<JournalEntry>().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Number).Select(e => e.Executions).ToListAsync());
        return [.. bursts.SelectMany(ExecutionRecords.Read).Where(e => e is { Status: "Completed", Type: not ("Elsa.Flowchart" or "Elsa.Sequence") }).Select(e => e.ActivityId)];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
