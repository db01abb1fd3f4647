using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
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
}
