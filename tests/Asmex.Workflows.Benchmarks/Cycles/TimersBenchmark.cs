using System.Diagnostics;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>From the start of the program over 50,000 timers of the future to the answer of the one that is due.</summary>
internal sealed class TimersBenchmark : IBenchmark
{
    private const int Future = 50_000;
    private const string DefinitionId = "benchmark-timer";

    public string Name => "timers";
    public string Summary => "the program starts over 50,000 future timers: when is its first due one answered, counted from when it serves (aim: 2,000 ms)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        var program = await PublishedProgram.PathAsync();
        await using var house = await CycleHouse.CreateAsync(setting.IsPostgres, Definition);
        var now = TimeProvider.System.GetUtcNow();
        await Crowd.FillAsync(house, Future, DefinitionId, now.AddDays(365));
        var (served, all) = (new Figures("from its first page to the answer", "ms"), new Figures("from the start of the process", "ms"));
        for (var run = 0; run < setting.Runs; run++)
        {
            var id = $"due-{run}";
            await house.StartAsync(id, DefinitionId);
            await DueNowAsync(house, id, now);
            await MeasureAsync(program, house, setting, id, served, all);
        }

        served.PrintRuns();
        all.PrintRuns();
    }

    private static async Task MeasureAsync(string program, CycleHouse house, BenchmarkSetting setting, string id, Figures served, Figures all)
    {
        var settings = new Dictionary<string, string>
        {
            [setting.IsPostgres ? "ConnectionStrings:Postgres" : "ConnectionStrings:Sqlite"] = house.Database.ConnectionString,
            ["Demonstration:Load"] = "false",
        };
        var started = Stopwatch.GetTimestamp();
        await using var process = await ProgramProcess.StartAsync([program], TestFolder.New("timers"), settings);
        using var http = new HttpClient { BaseAddress = process.Address };
        using var page = await http.GetAsync(new Uri("/account/sign-in", UriKind.Relative));
        var first = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsFinishedAsync(house, id))
        {
            await look.WaitForNextTickAsync();
        }

        served.Add(Stopwatch.GetElapsedTime(first).TotalMilliseconds);
        all.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Console.WriteLine(FormattableString.Invariant($"    resident {process.ResidentBytes / 1e6:0} MB"));
    }

    private static async Task DueNowAsync(CycleHouse house, string id, DateTimeOffset now)
    {
        await using var scope = house.Database.Scope();
        var db = scope.Get<WorkflowsDbContext>();
        var due = now.AddMinutes(-1);
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == id);
        var state = WorkflowState.FromJson(instance.State);
        var dueThen = state.Bookmarks.Single().DueAt!.Value;
        await db.Set<WaitingBookmark>().Where(b => b.InstanceId == id).ExecuteUpdateAsync(set => set.SetProperty(b => b.DueAt, due));
        var text = instance.State.Replace(System.Text.Json.JsonSerializer.Serialize(dueThen), System.Text.Json.JsonSerializer.Serialize(due), StringComparison.Ordinal);
        await db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, text));
    }

    private static async Task<bool> IsFinishedAsync(CycleHouse house, string id)
    {
        await using var scope = house.Database.Scope();
        return await scope.Db.Set<WorkflowInstance>().AnyAsync(i => i.Id == id && i.Status == WorkflowStatus.Finished);
    }

    private const string Definition = """
        { "id": "benchmark-timer-1", "definitionId": "benchmark-timer", "version": 1, "isLatest": true, "isPublished": true,
          "root": { "id": "sequence", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } } ] } }
        """;
}
