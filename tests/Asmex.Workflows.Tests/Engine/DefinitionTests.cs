using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class DefinitionTests
{
    [Fact]
    public void All_faults_are_told_at_once_with_place_activity_and_remedy()
    {
        var root = Flowchart("f",
            [
                Line("start"),
                Activity("SendEmail", "mail"),
                Activity("WriteLin", "typo"),
                Activity("TestDecision", "ask", ("amount", Literal("much"))),
                Script("script", "return (1;"),
                Activity("WriteLine", "liquid", ("text", Expression("Liquid", "{% if %}"))),
                Activity("WriteLine", "csharp", ("text", Expression("CSharp", "1"))),
                Activity("Cron", "cron", ("cronExpression", Literal("every day"))),
                Activity("FlowSwitch", "switch", ("cases", new JsonArray(new JsonObject { ["label"] = "A", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "return )" } }))),
            ],
            "start > ask", "ask:Approved > nobody", "start > script", "start > liquid", "start > csharp", "start > cron", "start > switch", "start > mail");

        var faults = Assert.Throws<DefinitionFaultException>(() => Read(Definition(root))).Faults.Where(f => !f.IsWarning).ToList();

        Assert.Equal(["ask", "ask", "cron", "csharp", "f", "liquid", "mail", "script", "switch", "typo"], faults.Select(f => f.ActivityId).Order());
        Assert.Contains(faults, f => f is { ActivityId: "mail", Path: "$.root.activities[1]" } && f.Remedy.Contains("AsmexLetter", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.ActivityId == "typo" && f.Remedy.Contains("Elsa.WriteLine", StringComparison.Ordinal));
        Assert.Contains(faults, f => f is { ActivityId: "ask", Path: "$.root.activities[3].title" });
        Assert.Contains(faults, f => f.Path == "$.root.connections[1].target.activity" && f.Message.Contains("nobody", StringComparison.Ordinal));
        Assert.All(faults, f => Assert.NotEmpty(f.Remedy));
    }

    [Fact]
    public void What_is_odd_but_runs_is_a_warning()
    {
        var root = Flowchart("f", [Activity("Start", "a"), Line("island"), Decision("d", "true"), Activity("FlowJoin", "j", ("mode", Literal("WaitAll")))], "a > d", "d:Maybe > a", "d:True > j", "d:False > j");

        var warnings = Read(Definition(root)).Warnings;

        Assert.Equal(["d", "island", "j"], warnings.Select(w => w.ActivityId).Order());
    }

    [Fact]
    public void A_join_for_all_behind_a_choice_of_one_is_warned_of()
    {
        var root = Flowchart("f", [Decision("d", "true"), Line("x"), Line("y"), Event("e"), Activity("FlowJoin", "j", ("mode", Literal("WaitAll")))],
            "d:True > x", "d:False > y", "x > e", "e > j", "y > j");

        Assert.Matches("leaves by one of (True, False|False, True) only", Assert.Single(Read(Definition(root)).Warnings).Message);
    }

    [Fact]
    public void A_line_back_into_a_branch_that_can_be_bypassed_is_a_fault()
    {
        var root = Flowchart("f", [Line("a"), Line("b"), Line("c"), Line("d")], "a > b", "a > c", "b > d", "c > d", "d > b");

        var fault = Assert.Single(Assert.Throws<DefinitionFaultException>(() => Read(Definition(root))).Faults);

        Assert.Equal("d", fault.ActivityId);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_definition_is_refused(string json) =>
        Assert.Throws<DefinitionFaultException>(() => WorkflowDefinition.Read(json, Catalog));

    [Fact]
    public void Members_that_are_not_understood_are_kept()
    {
        var definition = Definition(Sequence("s", Line("a")));
        definition["root"]!["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":1.5}},"odd":[null,"é"]}""");
        definition["fromTheFuture"] = new JsonObject { ["x"] = 1 };

        Assert.True(JsonNode.DeepEquals(definition, Read(definition).Source));
    }

    [Fact]
    public void Ports_may_depend_on_inputs()
    {
        var ports = Activity("TestPorts", "p", ("outcomes", Expression("Object", """[{"name":"Yes","label":{"fr":"Oui"}},{"name":"No"}]""")));

        var definition = Read(Definition(Flowchart("f", [ports, Line("a")], "p:Yes > a")));

        Assert.Equal(["Yes", "No"], definition.Find("Workflow1:f:p")!.Ports!);
        Assert.Empty(definition.Warnings);
    }

    [Fact]
    public void The_palette_comes_from_the_attributes()
    {
        var descriptors = new ActivityCatalog(typeof(Draw).Assembly).Descriptors;

        Assert.Equal(["True", "False"], descriptors.Single(d => d.TypeName == "Elsa.FlowDecision").Ports.Select(p => p.Name));
        Assert.Equal(["Then", "Else"], descriptors.Single(d => d.TypeName == "Elsa.If").Ports.Where(p => p.Type == "Embedded").Select(p => p.Name));
        var title = descriptors.Single(d => d.TypeName == "TestDecision").Inputs.Single(i => i.Name == "Title");
        Assert.Equal(("String", true, true), (title.TypeName, title.IsWrapped, title.IsRequired));
        Assert.All(descriptors.Where(d => d.Namespace == "Elsa"), d => Assert.NotEmpty(d.Description));
    }

    [Theory]
    [InlineData("Flowchart,Sequence,Start,End,Finish,Complete,Fault,Break,If,Switch,While,For,ForEach,ParallelForEach,Parallel,Fork")]
    [InlineData("FlowDecision,FlowSwitch,FlowFork,FlowJoin,FlowNode,SetVariable,SetOutput,SetName,Correlate,WriteLine,RunJavaScript")]
    [InlineData("Delay,StartAt,Timer,Cron,Event,PublishEvent,RunTask,ExecuteWorkflow,DispatchWorkflow,BulkDispatchWorkflows")]
    public void Elsas_activities_are_known(string names)
    {
        var known = new ActivityCatalog().Types.Select(t => t.Name).ToHashSet();

        Assert.Subset(known, names.Split(',').Select(n => $"Elsa.{n}").ToHashSet());
    }
}
