using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class SchedulingTests
{
    [Fact]
    public void Timers_fire_in_due_order_each_at_its_time()
    {
        var root = Activity("Parallel", "p", ("activities", new JsonArray(
            Sequence("late", Activity("Delay", "d2", ("timeSpan", Literal("2.00:00:00"))), Script("l", "'late ' + new Date().toISOString()")),
            Sequence("soon", Activity("Timer", "t1", ("interval", Literal("01:00:00"))), Script("s", "'soon ' + new Date().toISOString()")),
            Sequence("fixed", Activity("StartAt", "at", ("dateTime", Literal("2026-01-06T12:00:00+01:00"))), Script("f", "'fixed ' + new Date().toISOString()")),
            Sequence("past", Activity("StartAt", "was", ("dateTime", Literal("2020-01-01T00:00:00Z"))), Line("past")))));

        var run = Rehearse(root).Start().Advance(TimeSpan.FromDays(3));

        Assert.Equal(["past", "soon 2026-01-05T09:00:00.000Z", "fixed 2026-01-06T11:00:00.000Z", "late 2026-01-07T08:00:00.000Z"], run.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Theory]
    [InlineData("0 9 * * *", "2026-01-05T07:30:00Z", "2026-01-05T08:00:00Z")]
    [InlineData("0 9 * * MON-FRI", "2026-01-09T08:00:00Z", "2026-01-12T08:00:00Z")]
    [InlineData("*/30 * * * * *", "2026-01-05T07:30:10Z", "2026-01-05T07:30:30Z")]
    [InlineData("0 9 * * *", "2026-03-01T09:30:00Z", "2026-03-02T09:00:00Z")]
    [InlineData("0 9 * * *", "2026-10-01T00:00:00Z", "2026-10-01T09:00:00Z")]
    public void Cron_is_local_time_of_Morocco(string cron, string now, string due)
    {
        var definition = Read(Definition(Sequence("s", Activity("Cron", "c", ("cronExpression", Literal(cron))))));
        var start = new WorkflowEngine(Catalog, BurstLimits.Default).Start(definition, new StartOrder("one", [], DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(start.Added).DueAt);
    }
}
