using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tests.Running;

/// <summary>A house with two definitions: <c>asked</c> waits for an answer and keeps it in a variable, <c>timed</c> waits for a day.</summary>
internal static class SmallHouse
{
    private static string Definition(string id, string activities) => $$"""
        { "id": "{{id}}-1", "definitionId": "{{id}}", "name": "{{id}}", "version": 1, "isLatest": true, "isPublished": true,
          "variables": [ { "id": "said", "name": "Said", "typeName": "Object", "isArray": false, "value": null } ],
          "root": { "id": "sequence", "type": "Elsa.Sequence", "version": 1, "activities": [ {{activities}} ] } }
        """;

    private static readonly string _asked = Definition("asked", """
        { "id": "ask", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } },
          "result": { "typeName": "Object", "memoryReference": { "id": "said" } } },
        { "id": "again", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "again" } } }
        """);

    private static readonly string _timed = Definition("timed", """
        { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } }
        """);

    public static async Task<TestDatabase> OpenAsync(DatabaseKind kind, Action<RunningOptions>? set = null)
    {
        var folder = TestFolder.New("small-house");
        await File.WriteAllTextAsync(Path.Combine(folder, "asked.json"), _asked);
        await File.WriteAllTextAsync(Path.Combine(folder, "timed.json"), _timed);
        var database = await TestDatabase.CreateAsync(kind, services => services.Configure<RunningOptions>(options =>
        {
            options.DefinitionsPath = folder;
            set?.Invoke(options);
        }));
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        return database;
    }

    public static Task StartAsync(this TestDatabase database, string definitionId, string instanceId, JsonObject? input = null) =>
        database.WriteAsync(bursts => bursts.StartAsync(new StartWorkflow(definitionId, instanceId, input ?? []), Actor.House, default));

    public static async Task AnswerAsync(this TestDatabase database, string instanceId, JsonNode? value = null)
    {
        var bookmark = (await database.ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == instanceId).ToListAsync())).Single();
        await database.WriteAsync(bursts => bursts.ResumeAsync(bookmark.Id, new Answer(Value: value), Actor.House, default));
    }

    public static async Task WriteAsync(this TestDatabase database, Func<Bursts, Task> act)
    {
        await using var scope = database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await act(scope.Get<Bursts>());
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    public static async Task<T> ReadAsync<T>(this TestDatabase database, Func<WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = database.Scope();
        return await read(scope.Db);
    }
}
