using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class DefinitionTests
{
    [Fact]
    public void An_input_that_its_activity_does_not_have_is_kept_and_told()
    {
        var root = Sequence("root", Line("said"), Activity("Event", "asked", ("eventName", Literal("Go")), ("eventNam", Literal("Come")), ("note", new JsonObject { ["text"] = "kept" })));

        var definition = Read(Definition(root));

        var told = Assert.Single(definition.Warnings);
        Assert.Equal(("asked", "$.root.activities[1].eventNam"), (told.ActivityId, told.Path));
        Assert.Contains("eventName", told.Remedy, StringComparison.Ordinal);
        Assert.Equal("Come", definition.Source["root"]!["activities"]![1]!["eventNam"]!["expression"]!["value"]!.GetValue<string>());
    }

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

    [Theory]
    [InlineData("event", "\"result\": \"x\"")]
    [InlineData("line", "\"customProperties\": 5")]
    [InlineData("line", "\"text\": { \"expression\": { \"type\": 5 } }")]
    [InlineData("switch", "\"cases\": [{ \"label\": \"a\", \"condition\": true }]")]
    [InlineData("event", "\"result\": { \"memoryReference\": { \"id\": 5 } }")]
    [InlineData("line", "\"text\": \"a\", \"text\": \"b\"")]
    public void A_member_of_another_kind_is_a_fault_of_its_activity(string kind, string members)
    {
        var type = kind switch { "line" => "Elsa.WriteLine", "event" => "Elsa.Event", _ => "Elsa.FlowSwitch" };
        var json = $$"""{ "definitionId": "d", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [{ "id": "odd", "type": "{{type}}", "eventName": "e", {{members}} }], "connections": [] } }""";

        var faults = Assert.Throws<DefinitionFaultException>(() => WorkflowDefinition.Read(json, Catalog)).Faults;

        Assert.Contains(faults, f => f.Path.StartsWith("$.root.activities[0]", StringComparison.Ordinal));
        Assert.All(faults, f => Assert.NotEmpty(f.Remedy));
    }

    [Fact]
    public void What_is_emptied_or_does_not_parse_is_a_fault_of_its_activity()
    {
        var root = Sequence("s",
            Activity("Event", "event"), Activity("Delay", "delay", ("timeSpan", Literal(""))), Activity("RunJavaScript", "empty", ("script", Literal(" "))),
            Activity("RunJavaScript", "script", ("script", Literal("return ((;"))), Activity("DispatchWorkflow", "child", ("workflowDefinitionId", Literal(""))),
            Activity("Timer", "timer", ("interval", Literal("-00:01:00"))));

        var faults = Assert.Throws<DefinitionFaultException>(() => Read(Definition(root))).Faults;

        Assert.Equal(["child", "delay", "empty", "event", "script", "timer"], faults.Select(f => f.ActivityId).Order());
    }

    [Fact]
    public void What_counts_as_nothing_is_a_warning()
    {
        var root = Sequence("s", Activity("If", "if"), Activity("WriteLine", "lost", ("text", Expression("Variable", "nowhere"))),
            Activity("ForEach", "each", ("items", JavaScript("[1]")), ("body", Activity("WriteLine", "item", ("text", Expression("Variable", "CurrentValue"))))));

        Assert.Equal(["if", "lost"], Read(Definition(root)).Warnings.Select(w => w.ActivityId).Order());
    }

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
