using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class PoisonedRowTests
{
    [DatabaseTheory]
    [Row("""{"s":"Suspended","x":[""")]
    [Row("not even JSON")]
    [Row("""{"i":"i2","d":"timed","v":1,"s":"Suspended","r":9,"x":[{"n":"Workflow1:gone","e":"e1","t":0}],"b":[]}""")]
    public async Task A_state_that_cannot_be_read_is_one_incident_and_the_clock_goes_on(DatabaseKind kind, string state)
    {
        await using var database = await SmallHouse.OpenAsync(kind);
        foreach (var id in new[] { "i1", "i2", "i3" })
        {
            await database.StartAsync("timed", id);
        }

        await database.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == "i2").ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state)));
        database.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(2, await database.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));
        Assert.Equal(0, await database.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));

        Assert.Equal("i2", Assert.Single(await database.ReadAsync(db => db.Set<WorkflowIncident>().ToListAsync())).InstanceId);
        Assert.Equal(["i1", "i3"], await database.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.SubStatus == WorkflowSubStatus.Finished).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync()));
    }

    [DatabaseTheory]
    public async Task Who_answers_one_that_cannot_be_read_is_told_and_nothing_changes(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");
        await shop.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, """{"s":"Suspended","x":[""")));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.AnswerAsync(bookmark));

        Assert.Equal(("Running.Unreadable", id), (refusal.Key, refusal.Values[1]));
        Assert.Equal(["b"], await shop.WaitingAsync(id));
    }

    [DatabaseTheory]
    [Row("not even JSON")]
    [Row("""{"i":"i1","d":"d","v":1,"s":"Suspended","r":9,"x":[{"n":"Workflow1:gone","e":"e1","t":0}],"b":[]}""")]
    [Row("gone")]
    public async Task It_has_one_incident_however_many_timers_it_waits_for_and_all_of_them_come_back(DatabaseKind kind, string poison)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Line("a"), Delay("t1"), Delay("t2"), Delay("t3")], "a > t1", "a > t2", "a > t3"));
        var id = await shop.StartAsync();
        var sound = (await shop.InstanceAsync(id)).State;
        await SetAsync(shop, id, poison == "gone" ? sound.Replace("t1", poison, StringComparison.Ordinal) : poison);
        shop.Database.Clock.Advance(TimeSpan.FromDays(2));

        await FireAsync(shop);
        Assert.Equal(0, await FireAsync(shop));
        var incident = await shop.IncidentAsync(id);
        Assert.Equal("ASMEX", (await shop.InstanceAsync(id)).HeldBy);

        await SetAsync(shop, id, sound);
        await shop.RunAsync<ReleaseInstance>(v => v.RunAsync(id, Workshop.Administrator, default));
        await shop.RunAsync<RetryIncident>(v => v.RunAsync(incident.Id, Workshop.Administrator, default));
        Assert.Equal(2, await FireAsync(shop));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
    }

    [DatabaseTheory]
    public async Task It_can_be_cancelled_with_the_children_it_waits_for(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var parent = await shop.StartAsync();
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "b"));
        await SetAsync(shop, parent, "not even JSON");
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ChangeVariable>(v => v.RunAsync(parent, "N", 1, Workshop.Administrator, default)));

        await shop.RunAsync<CancelInstance>(v => v.RunAsync(parent, "illisible", Workshop.Administrator, default));

        foreach (var id in new[] { parent, child })
        {
            Assert.Equal(WorkflowSubStatus.Cancelled, (await shop.InstanceAsync(id)).SubStatus);
            Assert.Empty(await shop.WaitingAsync(id));
        }

        Assert.Equal("Running.NoVariable", refusal.Key);
    }

    [DatabaseTheory]
    public async Task It_is_not_released_before_it_can_be_read(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Delay("t")));
        var id = await shop.StartAsync();
        await SetAsync(shop, id, "not even JSON");
        await shop.RunAsync<SuspendInstance>(v => v.RunAsync(id, Workshop.Administrator, default));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ReleaseInstance>(v => v.RunAsync(id, Workshop.Administrator, default)));

        Assert.Equal("Running.Unreadable", refusal.Key);
    }

    private static JsonObject Delay(string id) => Activity("Delay", id, ("timeSpan", Literal("1.00:00:00")));

    private static Task<int> FireAsync(Workshop shop) => shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default));

    private static Task<int> SetAsync(Workshop shop, string id, string state) =>
        shop.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state)));
}
