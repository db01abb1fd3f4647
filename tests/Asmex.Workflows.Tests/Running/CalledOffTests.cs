using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>Work that is no longer wanted before anybody has seen it.</summary>
public sealed class CalledOffTests
{
    [DatabaseTheory]
    public async Task A_task_that_a_later_burst_of_the_same_act_calls_off_is_cancelled(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind, definitions: Path.Combine(Repository.Root, "workflows"));
        var child = Definition(Line("done"));
        child["definitionId"] = "child";
        await shop.ImportAsync(child);
        var task = Activity("AsmexDelegateTask", "task", ("title", Expression("Object", """{ "fr": "Demande" }""")), ("role", Literal("delegate")));
        var quick = Activity("DispatchWorkflow", "quick", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)));
        await shop.PublishAsync(Flowchart("f", [Line("a"), task, quick, Activity("FlowJoin", "j", ("mode", Literal("WaitAny"))), Event("next")], "a > task", "a > quick", "task > j", "quick > j", "j > next"));

        await shop.InAsync((bursts, _) => bursts.StartAsync(new StartWorkflow("d", "i1", [], Region: "MA-09"), Actor.House, default));

        Assert.Equal(["next"], await shop.WaitingAsync("i1"));
        Assert.Equal(PlanTaskStatus.Cancelled, await shop.ReadAsync(db => db.Set<PlanTask>().Select(t => t.Status).SingleAsync()));
    }
}
