using System.Diagnostics;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Benchmarks.InboxLarge;

/// <summary>The lists of people in a house with very many tasks.</summary>
internal sealed class InboxLargeBenchmark : IBenchmark
{
    private const int Open = 100_000;
    private const int Done = 1_000_000;
    private const int Warmup = 5;
    private const int Requests = 60;

    public string Name => "inbox-large";
    public string Summary => "first page, search, counts and next among 100,000 open and 1,000,000 done tasks (aim: p95 of 50 ms on PostgreSQL, 100 ms on SQLite)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var database = await TestDatabase.CreateAsync(setting.IsPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite, durable: true);
        var mass = new TaskMass(database);
        var started = Stopwatch.GetTimestamp();
        await mass.FillAsync(Open, Done);
        Console.WriteLine($"  {Open:N0} open and {Done:N0} done tasks written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");

        foreach (var (what, act) in Acts(mass))
        {
            await MeasureAsync(database, what, act);
        }

        Memory.Print();
        await ExplainAsync(database, mass, setting.IsPostgres);
    }

    private static IEnumerable<(string What, Func<TaskInbox, int, Task> Act)> Acts(TaskMass mass)
    {
        Actor Delegate(int i) => mass.Delegates[i % mass.Delegates.Count];
        var all = mass.Coordinator;
        yield return ("delegate: own first page, with all counts", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(), default));
        yield return ("delegate: the region's first page", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(InboxList.Region), default));
        yield return ("delegate: free to take", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(InboxList.Claim), default));
        yield return ("delegate: done", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(InboxList.Done), default));
        yield return ("delegate: own, page 20", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(Page: 20), default));
        yield return ("delegate: own, most urgent first", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(Sort: InboxSort.Priority), default));
        yield return ("delegate: search, common words", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(Search: "salon souss"), default));
        yield return ("delegate: search, rare word", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(Search: "argan"), default));
        yield return ("delegate: search of the region, nothing found", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(InboxList.Region, "lune"), default));
        yield return ("delegate: search of what is done", (inbox, i) => inbox.ReadAsync(Delegate(i), new InboxQuery(InboxList.Done, "argan"), default));
        yield return ("delegate: counts", (inbox, i) => inbox.CountsAsync(Delegate(i), default));
        yield return ("delegate: next", (inbox, i) => inbox.NextAsync(Delegate(i), default));
        yield return ("coordinator: all regions' first page", (inbox, _) => inbox.ReadAsync(all, new InboxQuery(InboxList.Region), default));
        yield return ("coordinator: newest of all regions", (inbox, _) => inbox.ReadAsync(all, new InboxQuery(InboxList.Region, Sort: InboxSort.Newest), default));
        yield return ("coordinator: search of all, common word", (inbox, _) => inbox.ReadAsync(all, new InboxQuery(InboxList.Region, "salon"), default));
        yield return ("coordinator: search of all, rare word", (inbox, _) => inbox.ReadAsync(all, new InboxQuery(InboxList.Region, "argan edition"), default));
        yield return ("coordinator: search of all, nothing found", (inbox, _) => inbox.ReadAsync(all, new InboxQuery(InboxList.Region, "lune"), default));
    }

    private static async Task MeasureAsync(TestDatabase database, string what, Func<TaskInbox, int, Task> act)
    {
        var times = new Figures(what, "ms");
        for (var i = -Warmup; i < Requests; i++)
        {
            await using var scope = database.Scope();
            var started = Stopwatch.GetTimestamp();
            await act(scope.Get<TaskInbox>(), i + Warmup);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.PrintSpread();
    }

    private static async Task ExplainAsync(TestDatabase database, TaskMass mass, bool isPostgres)
    {
        foreach (var (what, actor, query) in new[]
        {
            ("own first page", mass.Delegates[0], new InboxQuery()),
            ("search of all regions", mass.Coordinator, new InboxQuery(InboxList.Region, "argan")),
        })
        {
            Console.WriteLine($"  how {what} is read:");
            await using var scope = database.Scope();
            var heard = await HeardCommands.DuringAsync(() => scope.Get<TaskInbox>().ReadAsync(actor, query, default));
            await scope.Db.Database.OpenConnectionAsync();
            await heard.PrintPlansAsync(scope.Db.Database.GetDbConnection(), isPostgres ? "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " : "EXPLAIN QUERY PLAN ");
        }
    }
}
