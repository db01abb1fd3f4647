using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Rehearsals;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class ChildrenTests
{
    [Fact]
    public void A_child_is_asked_for_and_its_output_comes_back()
    {
        var dispatch = Activity("DispatchWorkflow", "child", ("workflowDefinitionId", Literal("salon")), ("correlationId", Literal("c-1")),
            ("input", JavaScript("({ Budget: variables.budget })")), ("waitForCompletion", Literal(true)), ("result", To("r")));
        var run = Rehearse(Sequence("s", dispatch, Script("w", "variables.r.Spent")), ("budget", "Decimal", "1000.5"), ("r", "Object", null)).Start();

        var asked = Assert.IsType<DispatchEffect>(Assert.Single(run.Effects));
        Assert.Equal(("salon", "c-1", true, run.State.Bookmarks[0].Id), (asked.DefinitionId, asked.CorrelationId, asked.Wait, asked.ExecutionId));
        Assert.Equal(1000.5m, asked.Input["Budget"]!.GetValue<decimal>());

        Assert.Equal(["900"], run.Answer("child", value: new JsonObject { ["Spent"] = 900 }).Lines);
    }

    [Fact]
    public void A_child_nobody_waits_for_is_only_asked_for()
    {
        var run = Rehearse(Sequence("s", Activity("DispatchWorkflow", "child", ("workflowDefinitionId", Literal("salon"))), Activity("PublishEvent", "say", ("eventName", Literal("ready")), ("payload", Literal("x"))))).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.False(Assert.IsType<DispatchEffect>(run.Effects[0]).Wait);
        Assert.Equal(("ready", "x"), (Assert.IsType<PublishEventEffect>(run.Effects[1]).EventName, ((PublishEventEffect)run.Effects[1]).Payload!.GetValue<string>()));
    }

    [Fact]
    public void Many_children_are_waited_for_in_any_order()
    {
        var bulk = Activity("BulkDispatchWorkflows", "all", ("workflowDefinitionId", Literal("action")), ("items", JavaScript("[{ Edition: 1 }, 'two', { Edition: 3 }]")),
            ("input", Literal(new JsonObject { ["Region"] = "SM" })), ("waitForCompletion", Literal(true)));
        var run = Rehearse(Flowchart("f", [bulk, Line("done")], "all:Completed > done")).Start();
        var asked = run.Effects.Cast<DispatchEffect>().ToList();

        Assert.Equal(asked.Select(a => a.ExecutionId), run.State.Bookmarks.Select(b => b.Id));
        Assert.Equal(["""{"Region":"SM","Edition":1}""", """{"Region":"SM","Item":"two"}""", """{"Region":"SM","Edition":3}"""], asked.Select(a => a.Input.ToJsonString()));

        foreach (var id in asked.Select(a => a.ExecutionId).Reverse())
        {
            Assert.Empty(run.Lines);
            run.AnswerBookmark(id, new Answer());
        }
        Assert.Equal(["done"], run.Lines);
    }

    [Fact]
    public void A_definition_used_as_an_activity_has_inputs_outputs_and_outcomes()
    {
        var part = Definition(Flowchart("f",
            [Activity("RunTask", "task", ("taskName", Literal("approve")), ("payload", JavaScript("({ amount: getInput('Amount') })")), ("result", To("Answer"))),
             Activity("SetOutput", "out", ("outputName", Literal("Who")), ("outputValue", JavaScript("variables.Answer.by"))),
             Activity("FlowSwitch", "sw", ("cases", new JsonArray(Case("Approved"), Case("Rejected")))),
             Activity("Complete", "yes", ("outcomes", Literal("Approved"))),
             Activity("Complete", "no", ("outcomes", Literal("Rejected")))],
            "task > out", "out > sw", "sw:Approved > yes", "sw:Rejected > no"), ("Answer", "Object", null));
        (part["definitionId"], part["name"]) = ("budget-approval", "Budget approval");
        part["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Decimal" });
        part["outputs"] = new JsonArray(new JsonObject { ["name"] = "Who", ["type"] = "String" });
        part["outcomes"] = new JsonArray("Approved", "Rejected");
        var use = new JsonObject { ["id"] = "b", ["type"] = "BudgetApproval", ["amount"] = JavaScript("variables.sum * 2"), ["who"] = To("who") };
        var whole = Definition(Flowchart("f", [use, Script("ok", "'ok ' + variables.who"), Line("no")], "b:Approved > ok", "b:Rejected > b2", "b:Rejected > no"), ("sum", "Int32", "6000"), ("who", "String", null));
        whole["root"]!["connections"]!.AsArray().RemoveAt(1);

        var definition = Read(whole, new DefinitionSet([part]));
        var run = new Rehearsal(definition, Catalog).Start();

        Assert.Equal(["Approved", "Rejected"], definition.Find("Workflow1:f:b")!.Ports!);
        Assert.Equal(12000, Assert.IsType<RunTaskEffect>(Assert.Single(run.Effects)).Payload!["amount"]!.GetValue<long>());
        Assert.Equal(["ok Nadia"], run.Answer("task", value: new JsonObject { ["outcome"] = "Approved", ["by"] = "Nadia" }).Lines);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void A_definition_that_uses_itself_is_refused()
    {
        var own = Definition(Sequence("s", new JsonObject { ["id"] = "me", ["type"] = "D" }));

        var faults = Assert.Throws<DefinitionFaultException>(() => Read(own, new DefinitionSet([own]))).Faults;

        Assert.Contains("d → d", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private static JsonObject Case(string label) => new()
    {
        ["label"] = label,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"return variables.Answer.outcome == '{label}';" },
    };
}
