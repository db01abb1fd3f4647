using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Engine;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>Events and the ends of children: nobody stands behind them to hear a refusal.</summary>
public sealed class DeliveryTests
{
    private static readonly JsonObject _event = Activity("Event", "x", ("eventName", Literal("x")));

    [DatabaseTheory]
    public async Task Of_two_waits_for_one_event_before_a_join_of_any_the_first_burns_the_second(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Line("a"), Named("b", "x"), Named("c", "x"), Activity("FlowJoin", "j", ("mode", Literal("WaitAny"))), Event("d")], "a > b", "a > c", "b > j", "c > j", "j > d"));
        var first = await shop.StartAsync();
        var second = await shop.StartAsync();

        Assert.Equal(2, await SendAsync(shop, "x"));

        Assert.Equal(["d"], await shop.WaitingAsync(first));
        Assert.Equal(["d"], await shop.WaitingAsync(second));
        Assert.Equal("History.EventSent", (await shop.HistoryAsync())[^1]);
    }

    [DatabaseTheory]
    public async Task Who_is_suspended_gets_the_event_when_released_and_the_others_at_once(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Named("b", "x", into: "Said"), Line("after")), ("Said", "Object", null));
        var held = await shop.StartAsync();
        var free = await shop.StartAsync();
        await shop.RunAsync<SuspendInstance>(v => v.RunAsync(held, Workshop.Administrator, default));

        Assert.Equal(1, await SendAsync(shop, "x", "first"));
        Assert.Equal(0, await SendAsync(shop, "x", "second"));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(free)).SubStatus);
        Assert.Equal(["b"], await shop.WaitingAsync(held));
        await shop.RunAsync<ReleaseInstance>(v => v.RunAsync(held, Workshop.Administrator, default));

        Assert.Equal(["b", "after"], await shop.DoneAsync(held));
        Assert.Equal("first", WorkflowState.FromJson((await shop.InstanceAsync(held)).State).Variables["Said"]!.GetValue<string>());
        Assert.Equal("Amal Tazi", await shop.ReadAsync(db => db.Set<JournalEntry>().Where(e => e.InstanceId == held && e.BookmarkId != null).Select(e => e.ActorName).SingleAsync()));
        Assert.Equal(0, await shop.ReadAsync(db => db.Set<KeptAnswer>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task What_was_kept_for_a_cancelled_one_is_forgotten(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Named("b", "x")));
        var held = await shop.StartAsync();
        await shop.RunAsync<SuspendInstance>(v => v.RunAsync(held, Workshop.Administrator, default));
        await SendAsync(shop, "x");

        await shop.RunAsync<CancelInstance>(v => v.RunAsync(held, "fin", Workshop.Administrator, default));

        Assert.Equal(0, await shop.ReadAsync(db => db.Set<KeptAnswer>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task One_that_cannot_be_read_gets_an_incident_with_its_answer_and_the_others_go_on(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Named("b", "x"), Line("after")));
        var poisoned = await shop.StartAsync();
        var sound = await shop.StartAsync();
        var state = await PoisonAsync(shop, poisoned, "broken");

        Assert.Equal(1, await SendAsync(shop, "x"));
        Assert.Equal(0, await SendAsync(shop, "x"));

        Assert.Equal(["b", "after"], await shop.DoneAsync(sound));
        var incident = await shop.IncidentAsync(poisoned);
        await PoisonAsync(shop, poisoned, state);
        await shop.RunAsync<ReleaseInstance>(v => v.RunAsync(poisoned, Workshop.Administrator, default));
        await shop.RunAsync<RetryIncident>(async v => await v.RunAsync(incident.Id, Workshop.Administrator, default));
        Assert.Equal(["b", "after"], await shop.DoneAsync(poisoned));
    }

    [DatabaseTheory, Row(true), Row(false)]
    public async Task The_last_answer_of_a_child_counts_and_its_suspended_parent_goes_on_when_released(DatabaseKind kind, bool isKept)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var parent = await shop.StartAsync();
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "b"));
        if (isKept)
        {
            await shop.RunAsync<SuspendInstance>(v => v.RunAsync(parent, Workshop.Administrator, default));
        }
        else
        {
            // The parent went on without its child.
            await shop.AnswerAsync(parent, "b");
        }

        await shop.AnswerAsync(child, "b");

        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(child)).SubStatus);
        if (isKept)
        {
            Assert.Equal(["b"], await shop.WaitingAsync(parent));
            await shop.RunAsync<ReleaseInstance>(v => v.RunAsync(parent, Workshop.Administrator, default));
        }

        Assert.Equal(["b", "after"], await shop.DoneAsync(parent));
    }

    [DatabaseTheory]
    public async Task The_last_answer_of_a_child_whose_parent_cannot_be_read_counts(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var parent = await shop.StartAsync();
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "b"));
        await PoisonAsync(shop, parent, "broken");

        await shop.AnswerAsync(child, "b");

        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(child)).SubStatus);
        Assert.NotNull((await shop.IncidentAsync(parent)).Answer);
    }

    [DatabaseTheory, Row(true), Row(false)]
    public async Task A_child_that_ends_while_its_parent_is_faulted_is_heard_when_that_is_taken_up(DatabaseKind kind, bool isCancelled)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Line("a"), Event("go"), Event("child"), Activity("Fault", "fault", ("message", Literal("no"))), Line("after")], "a > go", "a > child", "go > fault", "child > after"));
        var parent = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Event("b")));
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "child"));
        await shop.AnswerAsync(parent, "go");
        await (isCancelled ? shop.RunAsync<CancelInstance>(v => v.RunAsync(child, "fin", Workshop.Administrator, default)) : shop.AnswerAsync(child, "b"));

        await shop.RunAsync<SkipStep>(async v => await v.RunAsync((await shop.IncidentAsync(parent)).Id, "Done", Workshop.Administrator, default));

        Assert.Contains("after", await shop.DoneAsync(parent));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(parent)).SubStatus);
    }

    [DatabaseTheory]
    public async Task Who_has_no_room_for_an_event_gets_an_incident_with_it_and_the_others_go_on(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind, services => services.Configure<RunningOptions>(o => o.MostVariableKilobytes = 20));
        await shop.PublishAsync(Sequence("s", Named("b", "x", into: "Said"), Line("after")), ("Said", "Object", null));
        var full = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Named("b", "x"), Line("after")));
        var sound = await shop.StartAsync();

        Assert.Equal(1, await SendAsync(shop, "x", new string('a', 30 * 1024)));

        Assert.Equal(["b", "after"], await shop.DoneAsync(sound));
        Assert.Equal(["b"], await shop.WaitingAsync(full));
        var incident = await shop.IncidentAsync(full);
        Assert.Contains("Said", incident.Message, StringComparison.Ordinal);
        Assert.NotNull(incident.Answer);
    }

    [DatabaseTheory, Row(true), Row(false)]
    public async Task The_last_answer_of_a_child_counts_though_its_parent_cannot_do_what_follows(DatabaseKind kind, bool isRule)
    {
        Exception problem = isRule ? new RuleBrokenException("Running.NoEventName") : new FormatException("No number.");
        var trouble = new Trouble { Problem = problem };
        await using var shop = await Workshop.OpenAsync(kind, services => services.AddSingleton(trouble).AddScoped<IEffectHandler<TestAsked>, Troubled>());
        await shop.PublishAsync(Sequence("s", Event("b"), Activity("TestDecision", "ask", ("title", Literal("?")))));
        var parent = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Event("c")));
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "b"));

        await shop.RunAsync<AnswerBookmark>(v => v.RunAsync(child, "c", new Answer(), Workshop.Administrator, default));

        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(child)).SubStatus);
        Assert.Equal(["b"], await shop.WaitingAsync(parent));
        Assert.Null((await shop.InstanceAsync(parent)).HeldAt);
        Assert.DoesNotContain("History.EventSent", await shop.HistoryAsync());
        var incident = await shop.IncidentAsync(parent);
        Assert.Equal(problem.Message, incident.Message);

        trouble.Problem = null;
        await shop.RunAsync<RetryIncident>(v => v.RunAsync(incident.Id, Workshop.Administrator, default));
        Assert.Equal(["ask", "ask"], await shop.WaitingAsync(parent));
        Assert.Single(await shop.HistoryAsync(), "History.EventSent");
    }

    [DatabaseTheory]
    public async Task An_event_for_a_certain_payload_is_only_for_that(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var asks = Named("b", "x");
        asks["payload"] = JavaScript("({ order: 7, of: { b: 1, a: 'ب' } })");
        await shop.PublishAsync(Sequence("s", asks));
        var certain = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Named("b", "x")));
        var any = await shop.StartAsync();

        Assert.Equal(1, await SendAsync(shop, "x", JsonNode.Parse("""{ "order": 8 }""")));
        Assert.Equal(["b"], await shop.WaitingAsync(certain));
        Assert.Empty(await shop.WaitingAsync(any));
        Assert.Equal(0, await SendAsync(shop, "x"));
        Assert.Equal(1, await SendAsync(shop, "x", JsonNode.Parse("""{ "of": { "a": "ب", "b": 1.0 }, "order": 7 }""")));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(certain)).SubStatus);
    }

    private static JsonObject Named(string id, string name, string? into = null)
    {
        var wait = _event.DeepClone().AsObject();
        (wait["id"], wait["eventName"]) = (id, Literal(name));
        if (into is not null)
        {
            wait["result"] = To(into);
        }

        return wait;
    }

    private static Task<int> SendAsync(Workshop shop, string name, JsonNode? payload = null) =>
        shop.RunAsync<SendEvent, int>(v => v.RunAsync(name, null, payload, Workshop.Administrator, default));

    private sealed class Trouble
    {
        public Exception? Problem { get; set; }
    }

    /// <summary>Writes a row, and then fails as long as there is trouble.</summary>
    private sealed class Troubled(WorkflowsDbContext db, Trouble trouble) : IEffectHandler<TestAsked>
    {
        public async Task ApplyAsync(TestAsked effect, EffectContext context, CancellationToken cancellation)
        {
            db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.EventSent", new Subject(), "x", 1));
            await db.SaveChangesAsync(cancellation);
            if (trouble.Problem is { } problem)
            {
                throw problem;
            }
        }
    }

    /// <returns>The state before.</returns>
    private static async Task<string> PoisonAsync(Workshop shop, string id, string state)
    {
        var before = (await shop.InstanceAsync(id)).State;
        await shop.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state)));
        return before;
    }
}
