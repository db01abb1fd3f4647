using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Running;

public sealed class LateTimersTests
{
    [DatabaseTheory]
    public async Task One_sweep_fires_all_that_are_late_batch_after_batch(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, o => o.TimersPerSweep = 4);
        await StartAsync(database, 11);

        Assert.Equal(11, await FireAsync(database));

        Assert.Equal(11, await database.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.SubStatus == WorkflowSubStatus.Finished)));
    }

    [DatabaseTheory]
    public async Task A_batch_that_cannot_be_fired_does_not_hide_those_behind_it(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, o => o.TimersPerSweep = 2);
        await StartAsync(database, 5);
        await database.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == "i1" || i.Id == "i2").ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "broken")));

        Assert.Equal(3, await FireAsync(database));
    }

    [DatabaseTheory]
    public async Task A_sweep_ends_after_its_time_and_the_next_goes_on(DatabaseKind kind)
    {
        await using var database = await SmallHouse.OpenAsync(kind, o => (o.TimersPerSweep, o.TimersMostTime) = (2, TimeSpan.FromSeconds(1)));
        await StartAsync(database, 5);
        database.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

        Assert.Equal(2, await FireAsync(database));
        Assert.Equal(2, await FireAsync(database));
        Assert.Equal(1, await FireAsync(database));
    }

    private static async Task StartAsync(TestDatabase database, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await database.StartAsync("timed", $"i{number}");
        }

        database.Clock.Advance(TimeSpan.FromDays(2));
    }

    private static Task<int> FireAsync(TestDatabase database) => database.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default));
}
