using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class MovedTimerTests
{
    private static readonly DateTimeOffset _saturday = new(2027, 1, 9, 8, 0, 0, TimeSpan.Zero);

    [DatabaseTheory, Row(true), Row(false)]
    public async Task A_plan_that_stood_still_keeps_the_day_to_which_its_timer_was_moved(DatabaseKind kind, bool isSuspended)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var timer = Activity("StartAt", "mid-year", ("dateTime", Literal("2027-01-09T08:00:00Z")));
        await shop.PublishAsync(Flowchart("f", [Line("a"), timer, Event("go"), Activity("Fault", "fault", ("message", Literal("no")))], "a > mid-year", "a > go", "go > fault"));
        await shop.InAsync((bursts, _) => bursts.StartAsync(new StartWorkflow("d", "plan", [], PlanId: Guid.CreateVersion7(), Region: "MA-09"), Actor.House, default));
        await shop.RunAsync<RecountTimers>(timers => timers.AlignAsync("plan", default));
        var moved = await DueAsync(shop);

        if (isSuspended)
        {
            await shop.RunAsync<SuspendInstance>(v => v.RunAsync("plan", Workshop.Administrator, default));
            await shop.RunAsync<ReleaseInstance>(v => v.RunAsync("plan", Workshop.Administrator, default));
        }
        else
        {
            await shop.AnswerAsync("plan", "go");
            await shop.RunAsync<SkipStep>(async v => await v.RunAsync((await shop.IncidentAsync("plan")).Id, "Done", Workshop.Administrator, default));
        }

        Assert.True(moved > _saturday);
        Assert.Equal(moved, await DueAsync(shop));
    }

    private static Task<DateTimeOffset?> DueAsync(Workshop shop) =>
        shop.ReadAsync(db => db.Set<WaitingBookmark>().Where(b => b.ActivityId == "mid-year").Select(b => b.DueAt).SingleAsync());
}
