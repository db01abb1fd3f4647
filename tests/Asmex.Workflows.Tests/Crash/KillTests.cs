using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>The real program under the load of several callers, killed again and again at a moment that nobody chose: what it accepted is in the history once,
/// and what is there is whole.</summary>
[Trait("Part", "Long")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const string Parent = "kill-parent";
    private const string Child = "kill-child";
    private const int Callers = 8;
    private const int MostBetweenKills = 60;

    private static readonly string[] _steps = ["begin", "left", "set", "right", "join", "child", "pause", "end"];

    /// <summary>Two answers that meet in a join, a child that is waited for, a timer.</summary>
    public static IEnumerable<JsonObject> Definitions()
    {
        var parent = Flowchart("flow",
            [
                Line("begin"), Event("left"), Event("right"), Set("set", "count", Literal("1")), Activity("FlowJoin", "join", ("mode", Literal("WaitAll"))),
                Activity("DispatchWorkflow", "child", ("workflowDefinitionId", Literal(Child)), ("correlationId", JavaScript("return getCorrelationId();")), ("waitForCompletion", Literal(true))),
                Activity("Delay", "pause", ("timeSpan", Literal("00:01:00"))), Line("end"),
            ],
            "begin > left", "begin > right", "left > set", "set > join", "right > join", "join > child", "child > pause", "pause > end");
        yield return Named(Parent, Definition(parent, ("count", "Int32", "0")));
        yield return Named(Child, Definition(Sequence("steps", Event("asked"), Line("said"))));
    }

    [DatabaseTheory]
    public async Task Killed_under_load_it_keeps_what_it_accepted_and_leaves_nothing_hanging(DatabaseKind kind)
    {
        await using var mail = new SmtpServer();
        await using var database = await TestDatabase.CreateAsync(kind, services => services.Configure<RunningOptions>(o => o.DefinitionsPath = House.Definitions), House.Start, durable: true);
        await database.RunAsync<LoadDefinitions>(load => load.RunAsync(default));
        await using var program = new CrashedProgram(database, mail);
        var random = new Random(kind.GetHashCode() + Kills.Wanted);
        var load = new Load(database, program, random.Next());

        while (program.Kills < Kills.Wanted)
        {
            await program.StartAsync(load.Now);
            var before = load.Accepted.Count;
            await load.RunAsync(Callers, killAt: before + random.Next(MostBetweenKills));
            await AssertWholeAsync(database, load);
        }

        await program.StartAsync(load.Now);
        await load.FinishAsync(Callers);
        await AssertWholeAsync(database, load);
        await using var scope = database.Scope();
        var journal = (await scope.Db.Set<JournalEntry>().AsNoTracking().ToListAsync()).ToLookup(e => e.InstanceId);
        var instances = await scope.Db.Set<WorkflowInstance>().AsNoTracking().ToListAsync();
        Assert.All(instances, instance => Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus));
        Assert.All(instances.Where(i => i.DefinitionId == Parent), instance => Assert.Equal(_steps.Order(StringComparer.Ordinal), DoneIn(journal[instance.Id])));
        Assert.Equal(instances.Count, 2 * instances.Count(i => i.DefinitionId == Parent));
        output.WriteLine($"{program.Kills} kills; {load.Accepted.Count} commands accepted, {load.CutOff} cut off, {load.Refused} refused; {instances.Count} instances");
    }

    // Nothing runs while this is read: the program was just killed, or has nothing left to do.
    private static async Task AssertWholeAsync(TestDatabase database, Load load)
    {
        await using var scope = database.Scope();
        var instances = await scope.Db.Set<WorkflowInstance>().AsNoTracking().ToDictionaryAsync(i => i.Id);
        var bookmarks = await scope.Db.Set<WaitingBookmark>().AsNoTracking().ToListAsync();
        var journal = await scope.Db.Set<JournalEntry>().AsNoTracking().ToListAsync();
        var incidents = await scope.Db.Set<WorkflowIncident>().AsNoTracking().Select(i => i.Message).ToListAsync();

        var answered = journal.Where(e => e.BookmarkId is not null).Select(e => e.BookmarkId!).ToList();
        Assert.Empty(incidents);
        Assert.Equal(answered.Count, answered.ToHashSet().Count);
        Assert.Empty(load.Accepted.Keys.Where(command => !instances.ContainsKey(command)).Except(answered));
        Assert.All(journal, entry => Assert.True(instances.ContainsKey(entry.InstanceId), $"The line {entry.Number} of the journal belongs to no instance."));
        Assert.All(bookmarks, bookmark => Assert.True(instances.TryGetValue(bookmark.InstanceId, out var instance) && instance.Status == WorkflowStatus.Running, $"Nobody waits at {bookmark.Id}."));
        var (waiting, bursts) = (bookmarks.ToLookup(b => b.InstanceId, b => b.Id), journal.ToLookup(e => e.InstanceId));
        Assert.All(instances.Values, instance =>
        {
            Assert.Equal(instance.Bursts, bursts[instance.Id].Count());
            Assert.Equal(instance.Status == WorkflowStatus.Running, waiting[instance.Id].Any());
            Assert.Equal(WorkflowState.FromJson(instance.State).Bookmarks.Select(b => b.Id).Order(StringComparer.Ordinal), waiting[instance.Id].Order(StringComparer.Ordinal));
            Assert.True(instance.ParentBookmarkId is not { } parent || instance.Status == WorkflowStatus.Finished || bookmarks.Any(b => b.Id == parent), $"Nobody waits for the child {instance.Id}.");
        });
    }

    private static IEnumerable<string> DoneIn(IEnumerable<JournalEntry> journal) =>
        journal.SelectMany(e => ExecutionRecords.Read(e.Executions)).Where(e => e is { Status: "Completed", Type: not "Elsa.Flowchart" }).Select(e => e.ActivityId).Order(StringComparer.Ordinal);

    internal static JsonObject Named(string id, JsonObject definition)
    {
        (definition["id"], definition["definitionId"], definition["name"]) = ($"{id}-1", id, id);
        (definition["isLatest"], definition["isPublished"]) = (true, true);
        return definition;
    }

    /// <summary>Callers that start instances and answer what waits, each going for whatever lies next; two may go for the same.</summary>
    private sealed class Load(TestDatabase database, CrashedProgram program, int seed)
    {
        private readonly ConcurrentQueue<Guid> _open = new();
        private int _cutOff;
        private int _refused;
        private long _seconds;

        public ConcurrentDictionary<string, bool> Accepted { get; } = new();
        public int CutOff => _cutOff;
        public int Refused => _refused;
        public DateTimeOffset Now => House.Start.AddSeconds(Interlocked.Read(ref _seconds));

        /// <summary>Until the program is killed, which happens beside an answer to somebody.</summary>
        public Task RunAsync(int callers, int killAt) => Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            try
            {
                await CallAsync(callers, killAt, caller);
            }
            catch
            {
                // Or the others would go on for ever, and nobody would hear of it.
                program.Kill();
                throw;
            }
        }));

        private async Task CallAsync(int callers, int killAt, int caller)
        {
            var random = new Random(seed + (killAt * callers) + caller);
            while (program.IsRunning)
            {
                if (Accepted.Count >= killAt && caller == 0)
                {
                    program.Kill();
                    return;
                }

                // What lies first is begun by whoever takes it, and gone on with by whoever looks at it as well.
                if (_open.TryPeek(out var seen) && random.Next(2) == 0)
                {
                    await GoOnAsync(seen, random, mayStart: false);
                    continue;
                }

                if (_open.Count <= callers || !_open.TryDequeue(out var taken))
                {
                    taken = Guid.CreateVersion7();
                }

                if (await GoOnAsync(taken, random, mayStart: true))
                {
                    _open.Enqueue(taken);
                }
            }
        }

        /// <summary>Until nothing is open.</summary>
        public async Task FinishAsync(int callers)
        {
            var open = await ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.DefinitionId == Parent && i.Status == WorkflowStatus.Running).Select(i => i.Id).ToListAsync());
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (id, _) =>
            {
                while (await GoOnAsync(Guid.Parse(id), new Random(seed), mayStart: false))
                {
                }
            });
        }

        /// <returns>False when it is finished.</returns>
        private async Task<bool> GoOnAsync(Guid instance, Random random, bool mayStart)
        {
            var id = instance.ToString("N");
            var known = await ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).Select(i => i.Status).ToListAsync());
            if (known is [])
            {
                await (mayStart ? DoAsync(new Act("Start", Now) { Id = instance, Typed = { ["definition"] = Parent } }, id) : Task.CompletedTask);
                return true;
            }

            var waits = await ReadAsync(db => db.Set<WaitingBookmark>().Join(db.Set<WorkflowInstance>().Where(i => i.CorrelationId == id), b => b.InstanceId, i => i.Id, (b, _) => b)
                .Where(b => b.Stimulus != null || b.DueAt != null).Select(b => new { b.Id, b.DueAt }).ToListAsync());
            if (waits is [])
            {
                return known is not [WorkflowStatus.Finished];
            }

            var next = waits[random.Next(waits.Count)];
            if (next.DueAt is null)
            {
                await DoAsync(new Act("Answer", Now) { Typed = { ["bookmark"] = next.Id } }, next.Id);
            }
            else
            {
                Interlocked.Add(ref _seconds, 61);
                await DoAsync(new Act("Sweep", Now), null);
            }

            return true;
        }

        private async Task DoAsync(Act act, string? command)
        {
            switch (await program.DoAsync(act))
            {
                case null:
                    Interlocked.Increment(ref _cutOff);
                    break;
                case "done" when command is not null:
                    Accepted[command] = true;
                    break;
                case "done":
                    break;
                default:
                    Interlocked.Increment(ref _refused);
                    break;
            }
        }

        private async Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read)
        {
            await using var scope = database.Scope();
            return await read(scope.Db);
        }
    }
}
