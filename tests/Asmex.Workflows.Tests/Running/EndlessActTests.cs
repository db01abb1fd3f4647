using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class EndlessActTests
{
    [DatabaseTheory]
    public async Task A_workflow_that_starts_itself_is_given_up_with_one_incident_and_a_refusal(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.PublishAsync(Activity("DispatchWorkflow", "self", ("workflowDefinitionId", Literal("d"))));

        var refusal = await Assert.ThrowsAsync<EndlessActException>(() => StartAsync(shop));
        await Assert.ThrowsAsync<EndlessActException>(() => StartAsync(shop));

        Assert.Equal("Running.Endless", refusal.Key);
        Assert.Contains("50", refusal.In("en"), StringComparison.Ordinal);
        var kept = Assert.Single(await shop.ReadAsync(db => db.Set<WorkflowInstance>().ToListAsync()));
        var incident = await shop.IncidentAsync(kept.Id);
        Assert.Equal((WorkflowStatus.Finished, 0), (kept.Status, kept.Bursts));
        Assert.Contains("Definitions that ran: d.", incident.Message, StringComparison.Ordinal);

        await shop.RunAsync<RetryIncident>(v => v.RunAsync(incident.Id, Workshop.Administrator, default));
        Assert.Equal(0, await OpenAsync(shop));
    }

    [DatabaseTheory]
    public async Task Two_that_wake_each_other_for_ever_are_stopped_and_nothing_of_the_event_is_kept(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.PublishAsync(Loop(waitsFor: "ping", sends: "pong"));
        var ping = await shop.StartAsync();
        await shop.PublishAsync(Loop(waitsFor: "pong", sends: "ping"));
        var pong = await shop.StartAsync();

        await Assert.ThrowsAsync<EndlessActException>(() => shop.RunAsync<SendEvent, int>(v => v.RunAsync("ping", null, null, Workshop.Administrator, default)));

        Assert.Equal((1, 1), ((await shop.InstanceAsync(ping)).Bursts, (await shop.InstanceAsync(pong)).Bursts));
        Assert.Equal(("ping", 1), ((await shop.IncidentAsync(ping)).ActivityId, await OpenAsync(shop)));
        Assert.DoesNotContain("History.EventSent", await shop.HistoryAsync());
    }

    [DatabaseTheory]
    public async Task A_step_answered_by_a_person_stays_to_be_answered(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("go"), Activity("DispatchWorkflow", "more", ("workflowDefinitionId", Literal("endless")))));
        var endless = Definition(Activity("DispatchWorkflow", "self", ("workflowDefinitionId", Literal("endless"))));
        endless["definitionId"] = "endless";
        await shop.ImportAsync(endless);
        var id = await shop.StartAsync();

        await Assert.ThrowsAsync<EndlessActException>(() => AnswerAsync(shop, id));
        await Assert.ThrowsAsync<EndlessActException>(() => AnswerAsync(shop, id));

        Assert.Equal(["go"], await shop.WaitingAsync(id));
        Assert.Equal(1, await OpenAsync(shop));
        await shop.RunAsync<RetryIncident>(async v => await v.RunAsync((await shop.IncidentAsync(id)).Id, Workshop.Administrator, default));
        Assert.Equal(["go"], await shop.WaitingAsync(id));
        Assert.Equal(0, await OpenAsync(shop));

        endless["root"] = Line("mended");
        await shop.ImportAsync(endless);
        await AnswerAsync(shop, id);
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
    }

    [DatabaseTheory]
    public async Task A_timer_that_sets_an_endless_chain_off_is_held_by_its_incident_and_the_clock_goes_on(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Activity("Delay", "t", ("timeSpan", Literal("01:00:00"))), Activity("DispatchWorkflow", "self", ("workflowDefinitionId", Literal("d2")))));
        var endless = await shop.StartAsync();
        var again = Definition(Activity("DispatchWorkflow", "self", ("workflowDefinitionId", Literal("d2"))));
        again["definitionId"] = "d2";
        await shop.ImportAsync(again);
        await shop.PublishAsync(Sequence("s", Activity("Delay", "t", ("timeSpan", Literal("02:00:00")))));
        var sound = await shop.StartAsync();
        shop.Database.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(1, await shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));
        Assert.Equal(0, await shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));

        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(sound)).SubStatus);
        Assert.Equal(["t"], await shop.WaitingAsync(endless));
        again["root"] = Line("mended");
        await shop.ImportAsync(again);
        await shop.RunAsync<RetryIncident>(async v => await v.RunAsync((await shop.IncidentAsync(endless)).Id, Workshop.Administrator, default));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(endless)).SubStatus);
    }

    [DatabaseTheory]
    public async Task An_act_may_not_take_longer_than_the_setting(DatabaseKind kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Activity("BulkDispatchWorkflows", "many", ("workflowDefinitionId", Literal("child")), ("items", JavaScript("[...Array(20).keys()]")), ("waitForCompletion", Literal("false")))));
        var child = Definition(Line("done"));
        child["definitionId"] = "child";
        await shop.ImportAsync(child);
        await StartAsync(shop);

        shop.Database.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(8);
        await Assert.ThrowsAsync<EndlessActException>(() => StartAsync(shop));

        Assert.Equal(1, await OpenAsync(shop));
    }

    private static Task<Workshop> OpenAsync(DatabaseKind kind) => Workshop.OpenAsync(kind, services => services.Configure<RunningOptions>(o => o.MostBurstsPerAct = 50));

    private static System.Text.Json.Nodes.JsonObject Loop(string waitsFor, string sends) =>
        Activity("While", "loop", ("condition", JavaScript("true")), ("body", Sequence("s", Event(waitsFor), Activity("PublishEvent", "send", ("eventName", Literal(sends))))));

    private static Task StartAsync(Workshop shop) => shop.RunAsync<StartInstance>(v => v.RunAsync(new StartRequest("d", []), Workshop.Administrator, default));

    private static Task AnswerAsync(Workshop shop, string id) => shop.RunAsync<AnswerBookmark>(v => v.RunAsync(id, "go", new Answer(), Workshop.Administrator, default));

    private static Task<int> OpenAsync(Workshop shop) => shop.ReadAsync(db => db.Set<WorkflowIncident>().CountAsync(i => i.ResolvedAt == null));
}
