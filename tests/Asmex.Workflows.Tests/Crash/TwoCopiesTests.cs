using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>One instance and two copies of the program that want something of it at once.</summary>
[Trait("Part", "Long")]
public sealed class TwoCopiesTests(TwoCopies copies) : IClassFixture<TwoCopies>
{
    public const string Joined = "race-join";
    private const string First = "race-first";
    private const int Rounds = 20;

    private DateTimeOffset _now = House.Start;

    /// <summary>Two answers that meet in a join; an answer and a timer of which the first counts.</summary>
    public static IEnumerable<JsonObject> Definitions()
    {
        yield return KillTests.Named(Joined, Definition(JoinWith("end")));
        var first = Flowchart("flow", [Line("begin"), Event("left"), Activity("Delay", "pause", ("timeSpan", Literal("01:00:00"))), Activity("FlowJoin", "join", ("mode", Literal("WaitAny"))), Line("end")],
            "begin > left", "begin > pause", "left > join", "pause > join", "join > end");
        yield return KillTests.Named(First, Definition(first));
    }

    [PostgresFact]
    public async Task Of_two_answers_to_one_bookmark_the_first_counts()
    {
        var (id, left, _) = await StartAsync(Joined);

        var (first, second) = await copies.RaceAsync(id, Answer(left), Answer(left));

        Assert.Equal(("done", "Running.AlreadyAnswered"), (first, second));
        Assert.Equal(["begin", "left"], await DoneAsync(id));
    }

    [PostgresFact]
    public async Task Two_answers_that_meet_in_a_join_both_count_and_it_goes_on_once()
    {
        var (id, left, right) = await StartAsync(Joined);

        var (first, second) = await copies.RaceAsync(id, Answer(right), Answer(left));

        Assert.Equal(("done", "done"), (first, second));
        Assert.Equal(["begin", "right", "left", "join", "end"], await DoneAsync(id));
    }

    [PostgresFact]
    public async Task An_answer_before_a_cancellation_is_kept_and_one_after_it_finds_nothing()
    {
        var (kept, left, _) = await StartAsync(Joined);
        var (lost, late, _) = await StartAsync(Joined);

        Assert.Equal(("done", "done"), await copies.RaceAsync(kept, Answer(left), On("Cancel", kept)));
        Assert.Equal(("done", "nothing there"), await copies.RaceAsync(lost, On("Cancel", lost), Answer(late)));

        Assert.Equal(["begin", "left"], await DoneAsync(kept));
        Assert.Equal(["begin"], await DoneAsync(lost));
        Assert.Equal(0, await ReadAsync(db => db.Set<WaitingBookmark>().CountAsync(b => b.InstanceId == kept || b.InstanceId == lost)));
    }

    [PostgresFact]
    public async Task An_answer_before_and_after_a_migration_counts_and_the_rest_runs_in_the_new_version()
    {
        var (before, left, right) = await StartAsync(Joined);
        var (after, late, last) = await StartAsync(Joined);
        var changed = KillTests.Named(Joined, Definition(JoinWith("newEnd")));
        await copies.Database.RunAsync<ImportDefinition>(import => import.RunAsync(changed.ToJsonString(), toBePublished: true, Actor.House, default));

        Assert.Equal(("done", "done"), await copies.RaceAsync(before, Answer(left), On("Migrate", before)));
        Assert.Equal(("done", "done"), await copies.RaceAsync(after, On("Migrate", after), Answer(late)));
        await copies.DoAsync(Answer(right));
        await copies.DoAsync(Answer(last));

        Assert.Equal(["begin", "left", "right", "join", "newEnd"], await DoneAsync(before));
        Assert.Equal(["begin", "left", "right", "join", "newEnd"], await DoneAsync(after));
    }

    [PostgresFact]
    public async Task A_timer_passes_by_what_somebody_answers_in_the_other_copy()
    {
        var (id, left, _) = await StartAsync(First);
        _now = _now.AddHours(2);

        var (first, second) = await copies.RaceAsync(id, Answer(left), new Act("Sweep", _now), isSecondToWait: false);

        Assert.Equal(("done", "done"), (first, second));
        Assert.Equal(["begin", "left", "join", "end"], await DoneAsync(id));
    }

    [PostgresFact]
    public async Task Of_a_timer_and_an_answer_at_once_exactly_one_counts()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (id, left, _) = await StartAsync(First);
            _now = _now.AddHours(2);

            var (answer, _) = await copies.AtOnceAsync(Answer(left), new Act("Sweep", _now));
            await copies.DoAsync(new Act("Sweep", _now));

            Assert.Equal(answer == "done" ? ["begin", "left", "join", "end"] : ["begin", "pause", "join", "end"], await DoneAsync(id));
            Assert.Equal(WorkflowSubStatus.Finished, await ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).Select(i => i.SubStatus).SingleAsync()));
        }

        Assert.Equal(0, await ReadAsync(db => db.Set<WorkflowIncident>().CountAsync()));
    }

    private static JsonObject JoinWith(string end) => Flowchart("flow",
        [Line("begin"), Event("left"), Event("right"), Activity("FlowJoin", "join", ("mode", Literal("WaitAll"))), Line(end)],
        "begin > left", "begin > right", "left > join", "right > join", $"join > {end}");

    private async Task<(string Id, string Left, string? Right)> StartAsync(string definition)
    {
        var instance = Guid.CreateVersion7();
        Assert.Equal("done", await copies.DoAsync(new Act("Start", _now) { Id = instance, Typed = { ["definition"] = definition } }));
        var id = instance.ToString("N");
        var bookmarks = await ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == id).ToDictionaryAsync(b => b.ActivityId, b => b.Id));
        return (id, bookmarks["left"], bookmarks.GetValueOrDefault("right"));
    }

    private Act Answer(string? bookmark) => new("Answer", _now) { Typed = { ["bookmark"] = bookmark! } };

    private Act On(string verb, string instance) => new(verb, _now) { Id = Guid.Parse(instance) };

    private async Task<IReadOnlyList<string>> DoneAsync(string instanceId)
    {
        var bursts = await ReadAsync(db => db.Set<JournalEntry>().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Number).Select(e => e.Executions).ToListAsync());
        return [.. bursts.SelectMany(ExecutionRecords.Read).Where(e => e is { Status: "Completed", Type: not "Elsa.Flowchart" }).Select(e => e.ActivityId)];
    }

    private async Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = copies.Database.Scope();
        return await read(scope.Db);
    }
}
