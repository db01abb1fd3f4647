using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>Two transactions on one instance: the first is stopped at a chosen point, the second comes up to it, then the first is let go.
/// On PostgreSQL the second waits for the lock of the instance, on SQLite before the gate.</summary>
public sealed class RaceTests
{
    private static readonly Actor _first = new(null, "Karim", "fr", []);
    private static readonly Actor _second = new(null, "Salma", "fr", []);

    /// <summary>Where the first stands when the second comes.</summary>
    public enum Stop
    {
        /// <summary>It holds the instance and has done nothing yet.</summary>
        Locked,

        /// <summary>It has done everything but commit.</summary>
        Worked,
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task One_bookmark_is_answered_once_and_the_other_is_told_by_whom(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(bookmark, new Answer(), _first, default), () => shop.AnswerAsync(bookmark, _second));

        Assert.Null(first);
        var refusal = Assert.IsType<RuleBrokenException>(second);
        Assert.Equal(("Running.AlreadyAnswered", "Karim"), (refusal.Key, refusal.Values[0]));
        Assert.Equal(["b", "after"], await shop.DoneAsync(id));
    }

    [DatabaseTheory]
    public async Task When_the_first_gives_up_the_second_answer_counts(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");

        var (first, second) = await RaceAsync(shop, Stop.Worked, bursts => bursts.ResumeAsync(bookmark, new Answer(), _first, default), () => shop.AnswerAsync(bookmark, _second), givesUp: true);

        Assert.IsType<OperationCanceledException>(first);
        Assert.Null(second);
        Assert.Equal(["b", "after"], await shop.DoneAsync(id));
        Assert.Equal("Salma", await shop.ReadAsync(db => db.Set<JournalEntry>().Where(e => e.BookmarkId == bookmark).Select(e => e.ActorName).SingleAsync()));
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task Two_bookmarks_of_one_instance_both_count_and_their_join_runs_once(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Line("a"), Event("b"), Event("c"), Activity("FlowJoin", "j", ("mode", Literal("WaitAll"))), Line("d")], "a > b", "a > c", "b > j", "c > j", "j > d"));
        foreach (var (one, other) in new[] { ("b", "c"), ("c", "b") })
        {
            var id = await shop.StartAsync();
            var (left, right) = (await shop.BookmarkAsync(id, one), await shop.BookmarkAsync(id, other));

            var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(left, new Answer(), _first, default), () => shop.AnswerAsync(right, _second));

            Assert.Equal((null, null), (first, second));
            Assert.Equal(["a", one, other, "j", "d"], await shop.DoneAsync(id));
            Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
        }
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task An_answer_before_a_cancellation_is_kept_and_what_follows_it_is_cancelled(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Event("c")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(bookmark, new Answer(), _first, default), () => CancelAsync(shop, id));

        Assert.Equal((null, null), (first, second));
        Assert.Equal(["b"], await shop.DoneAsync(id));
        Assert.Equal(WorkflowSubStatus.Cancelled, (await shop.InstanceAsync(id)).SubStatus);
        Assert.Empty(await shop.WaitingAsync(id));
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task An_answer_after_a_cancellation_finds_nothing_and_writes_nothing(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Event("c")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.CancelAsync(id, _first, default), () => shop.AnswerAsync(bookmark, _second));

        Assert.Null(first);
        Assert.IsType<NothingThereException>(second);
        Assert.Equal(WorkflowSubStatus.Cancelled, (await shop.InstanceAsync(id)).SubStatus);
        Assert.Empty(await shop.DoneAsync(id));
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task An_answer_before_a_migration_goes_on_in_the_new_version(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var (id, bookmark) = await TwoVersionsAsync(shop);

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(bookmark, new Answer(), _first, default), () => MigrateAsync(shop, id));
        await shop.AnswerAsync(id, "c");

        Assert.Equal((null, null), (first, second));
        Assert.Equal(["b", "old", "c", "last"], await shop.DoneAsync(id));
        Assert.Equal((2, WorkflowSubStatus.Finished), ((await shop.InstanceAsync(id)).Version, (await shop.InstanceAsync(id)).SubStatus));
    }

    [DatabaseTheory]
    public async Task An_answer_after_a_migration_runs_in_the_new_version(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var (id, bookmark) = await TwoVersionsAsync(shop);
        await using var scope = shop.Database.Scope();
        var clock = new StoppingClock(shop.Database.Clock);
        var verb = new MigrateInstance(scope.Db, scope.Get<global::Asmex.Workflows.Running.Definitions>(), clock);

        var first = Task.Run(() => Record.ExceptionAsync(() => verb.RunAsync(id, null, null, Workshop.Administrator, default)));
        await Task.WhenAny(clock.Reached, first);
        var second = await ComesUpAsync(shop, () => shop.AnswerAsync(bookmark, _second));
        clock.Release();

        Assert.Equal((null, null), (await first, await second));
        await shop.AnswerAsync(id, "c");
        Assert.Equal(["b", "new", "c", "last"], await shop.DoneAsync(id));
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task A_timer_that_falls_due_while_somebody_answers_does_not_fire(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var (id, answer, _) = await DecisionAsync(shop);

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(answer, new Answer("Approved"), _first, default), () => shop.RunAsync<FireDueTimers>(fire => fire.RunAsync(default)));
        var fired = await shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default));

        Assert.Equal((null, null, 0), (first, second, fired));
        Assert.Equal(["ask", "yes"], await shop.DoneAsync(id));
        Assert.Equal(0, await shop.ReadAsync(db => db.Set<WorkflowIncident>().CountAsync()));
    }

    [DatabaseTheory, Row(Stop.Locked), Row(Stop.Worked)]
    public async Task An_answer_while_the_timer_fires_comes_too_late(DatabaseKind kind, Stop stop)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var (id, answer, timer) = await DecisionAsync(shop);

        var (first, second) = await RaceAsync(shop, stop, bursts => bursts.ResumeAsync(timer, Answer.Due, Actor.House, default), () => shop.AnswerAsync(answer, _second));

        Assert.Null(first);
        Assert.IsType<NothingThereException>(second);
        Assert.Equal(["ask", "late"], await shop.DoneAsync(id));
    }

    [DatabaseTheory]
    public async Task Two_hundred_answers_at_once_lose_none(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var items = Enumerable.Range(0, 200).Select(i => $"e{i}").ToArray();
        await shop.PublishAsync(Sequence("s", Activity("ParallelForEach", "each", ("items", JavaScript($"return [{string.Join(", ", items.Select(i => $"'{i}'"))}];")), ("body", Event("b"))), Line("after")));
        var id = await shop.StartAsync();
        var bookmarks = await shop.ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == id).Select(b => b.Id).ToListAsync());

        await Parallel.ForEachAsync(bookmarks, new ParallelOptions { MaxDegreeOfParallelism = 40 }, async (bookmark, _) => await shop.AnswerAsync(bookmark));

        Assert.Equal(200, bookmarks.Count);
        Assert.Empty(await shop.WaitingAsync(id));
        Assert.Equal(200, (await shop.DoneAsync(id)).Count(a => a == "b"));
        Assert.Equal("after", (await shop.DoneAsync(id))[^1]);
        Assert.Equal((201, WorkflowSubStatus.Finished), ((await shop.InstanceAsync(id)).Bursts, (await shop.InstanceAsync(id)).SubStatus));
    }

    private static async Task<(Exception? First, Exception? Second)> RaceAsync(Workshop shop, Stop stop, Func<Bursts, Task> first, Func<Task> second, bool givesUp = false)
    {
        await using var scope = shop.Database.Scope();
        var clock = new StoppingClock(shop.Database.Clock);
        var bursts = new Bursts(scope.Db, scope.Get<WorkflowEngine>(), scope.Get<global::Asmex.Workflows.Running.Definitions>(), scope.Get<IServiceProvider>(), scope.Get<IOptions<RunningOptions>>(), stop == Stop.Locked ? clock : shop.Database.Clock);
        var one = Task.Run(() => Record.ExceptionAsync(async () =>
        {
            await using var transaction = await scope.Db.BeginWriteAsync(default);
            await first(bursts);
            await scope.Db.SaveChangesAsync();
            _ = clock.GetUtcNow();
            if (givesUp)
            {
                throw new OperationCanceledException();
            }

            await transaction.CommitAsync(default);
        }));
        await Task.WhenAny(clock.Reached, one);
        var two = await ComesUpAsync(shop, second);
        clock.Release();
        return (await one, await two);
    }

    /// <summary>Starts the second and returns when it waits for the first, or is through.</summary>
    private static async Task<Task<Exception?>> ComesUpAsync(Workshop shop, Func<Task> second)
    {
        var comes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var two = Task.Run(() =>
        {
            comes.SetResult();
            return Record.ExceptionAsync(second);
        });
        await comes.Task;
        await shop.Database.ComeToALockAsync(two);
        return two;
    }

    private static async Task<(string Id, string Bookmark)> TwoVersionsAsync(Workshop shop)
    {
        await shop.PublishAsync(Sequence("s", Event("b"), Line("old"), Event("c"), Line("last")));
        var id = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Event("b"), Line("new"), Event("c"), Line("last")));
        return (id, await shop.BookmarkAsync(id, "b"));
    }

    private static async Task<(string Id, string Answer, string Timer)> DecisionAsync(Workshop shop)
    {
        await shop.PublishAsync(Flowchart("f", [Activity("TestDecision", "ask", ("title", Literal("?"))), Line("yes"), Line("late")], "ask:Approved > yes", "ask:Late > late"));
        var id = await shop.StartAsync();
        shop.Database.Clock.Advance(TimeSpan.FromDays(3));
        var bookmarks = await shop.ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.InstanceId == id).ToListAsync());
        return (id, bookmarks.Single(b => b.DueAt is null).Id, bookmarks.Single(b => b.DueAt is not null).Id);
    }

    private static Task CancelAsync(Workshop shop, string id) => shop.RunAsync<CancelInstance>(v => v.RunAsync(id, "fin", Workshop.Administrator, default));

    private static Task MigrateAsync(Workshop shop, string id) => shop.RunAsync<MigrateInstance>(v => v.RunAsync(id, null, null, Workshop.Administrator, default));
}
