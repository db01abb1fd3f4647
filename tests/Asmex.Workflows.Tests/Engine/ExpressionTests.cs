using System.Text.Json.Nodes;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 1 + 1;", "2")]
    [InlineData("variables.count + 1", "4")]
    [InlineData("variables.Count", "3")]
    [InlineData("return getCount() + 1;", "4")]
    [InlineData("getVariable('count')", "3")]
    [InlineData("setCount(9); return getCount();", "9")]
    [InlineData("setVariable('count', 8); return variables.count;", "8")]
    [InlineData("variables.count = 7; return getCount();", "7")]
    [InlineData("input.Amount * 2", "25")]
    [InlineData("getInput('Amount')", "12.5")]
    [InlineData("getAmount()", "12.5")]
    [InlineData("getCorrelationId()", "c-1")]
    [InlineData("getWorkflowInstanceId()", "rehearsal")]
    [InlineData("getWorkflowDefinitionId()", "d")]
    [InlineData("new Date().toISOString()", "2026-01-05T08:00:00.000Z")]
    [InlineData("variables.person.name + variables.person.roles.length", "Nadia2")]
    [InlineData("variables.person.name = 'Ali'; return getPerson().name;", "Nadia")]
    [InlineData("`${variables.count} firmes`", "3 firmes")]
    [InlineData("const a = [1, 2]; a.map(x => x * 2).join('-')", "2-4")]
    [InlineData("isNullOrWhiteSpace('  ')", "true")]
    [InlineData("JSON.stringify({ a: [1] })", """{"a":[1]}""")]
    [InlineData("({ a: 1 })", """{"a":1}""")]
    [InlineData("variables.missing === undefined", "true")]
    [InlineData("null", "")]
    public void JavaScript_sees_what_Elsa_gives_it(string script, string expected)
    {
        var run = Rehearse(Sequence("s", Script("w", script)), ("count", "Int32", "3"), ("person", "Object", """{"name":"Nadia","roles":["a","b"]}"""))
            .Start(new JsonObject { ["Amount"] = 12.5m }, correlationId: "c-1");

        Assert.Equal([expected], run.Lines);
    }

    [Fact]
    public void What_a_script_changes_inside_an_object_is_kept()
    {
        var run = Rehearse(Sequence("s", Script("a", "variables.person.age = 40; return '';"), Event("wait"), Script("b", "variables.person.age")), ("person", "Object", "{}"))
            .Start().Answer("wait");

        Assert.Equal("40", run.Lines[^1]);
    }

    [Fact]
    public void Two_scripts_of_one_burst_do_not_see_each_others_names()
    {
        var run = Rehearse(Sequence("s", Script("a", "let x = 1; x + 1"), Script("b", "let x = 5; x + 1"), Script("c", "const y = 2; return y;"), Script("d", "const y = 3; return y;"))).Start();

        Assert.Equal(["2", "6", "2", "3"], run.Lines);
    }

    [Theory]
    [InlineData("{{ Variables.count }}", "3")]
    [InlineData("{{ Input.Amount }} MAD", "12.5 MAD")]
    [InlineData("{{ Variables.person.name }}", "نادية & fils")]
    [InlineData("{% if Variables.count > 2 %}oui{% else %}non{% endif %}", "oui")]
    [InlineData("{% for r in Variables.person.roles %}[{{ r }}]{% endfor %}", "[a][b]")]
    public void Liquid_sees_the_same_and_encodes_nothing(string template, string expected)
    {
        var line = Activity("WriteLine", "w", ("text", Expression("Liquid", template)));
        var run = Rehearse(Sequence("s", line), ("count", "Int32", "3"), ("person", "Object", """{"name":"نادية & fils","roles":["a","b"]}"""))
            .Start(new JsonObject { ["Amount"] = 12.5m });

        Assert.Equal([expected], run.Lines);
    }

    [Fact]
    public void Variables_keep_the_type_they_declare()
    {
        var root = Sequence("s", Set("a", "n", Literal("42")), Set("b", "t", Literal(7)), Set("c", "f", JavaScript("'true'")), Set("d", "o", Expression("Variable", new JsonObject { ["id"] = "n" })));

        var run = Rehearse(root, ("n", "Int32", null), ("t", "String", null), ("f", "Boolean", null), ("o", "Object", null)).Start();

        Assert.Equal("""{"n":42,"t":"7","f":true,"o":42}""", new JsonObject(run.State.Variables.Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone()))).ToJsonString());
    }

    [Fact]
    public void A_value_that_does_not_fit_a_variable_is_an_incident()
    {
        var run = Rehearse(Sequence("s", Set("a", "n", Literal("many"))), ("n", "Int32", null)).Start();

        Assert.Contains("got: many", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_are_found_by_activity_after_a_reload()
    {
        var ask = Activity("TestDecision", "ask", ("title", Literal("t")));
        ask["name"] = "Ask";
        var root = Flowchart("f", [ask, Script("w", "getOutputFrom('ask').note + getResultFromAsk().note"), Event("e"), Script("x", "getOutputFrom('Ask', 'Result').note")],
            "ask:Approved > w", "w > e", "e > x");

        var run = Rehearse(root).Start().Answer("ask", "Approved", new JsonObject { ["note"] = "ok" }).Answer("e");

        Assert.Equal(["okok", "ok"], run.Lines);
    }

    [Fact]
    public void A_loop_body_sees_its_item_and_place()
    {
        var body = Script("w", "getCurrentIndex() + getCurrentValue()");
        var run = Rehearse(Sequence("s",
            Activity("ForEach", "each", ("items", Items("a", "b")), ("body", body)),
            Activity("ParallelForEach", "all", ("items", JavaScript("['c', 'd']")), ("body", Script("p", "variables.CurrentIndex + variables.CurrentValue"))),
            Activity("For", "for", ("start", Literal(1)), ("end", Literal(3)), ("body", Script("n", "getCurrentValue()"))))).Start();

        Assert.Equal(["0a", "1b", "0c", "1d", "1", "2", "3"], run.Lines);
    }

    [Fact]
    public void Inputs_that_are_not_given_take_their_default()
    {
        var definition = Definition(Sequence("s", Script("w", "input.City + getInput('Days')")));
        definition["inputs"] = new JsonArray(new JsonObject { ["name"] = "City", ["type"] = "String", ["defaultValue"] = "Agadir" }, new JsonObject { ["name"] = "Days", ["type"] = "Int32", ["defaultValue"] = 5 });

        var run = new Asmex.Workflows.Engine.Rehearsals.Rehearsal(Read(definition), Catalog).Start(new JsonObject { ["Days"] = 2 });

        Assert.Equal(["Agadir2"], run.Lines);
    }

    [Fact]
    public void A_script_sets_outcomes_outputs_names_and_correlation()
    {
        var root = Flowchart("f",
            [Activity("RunJavaScript", "js", ("script", Literal("setOutcome('Big'); return 5;")), ("possibleOutcomes", Expression("Object", """["Big"]""")), ("result", To("r"))),
             Activity("SetOutput", "out", ("outputName", Literal("Total")), ("outputValue", Variable("r"))),
             Activity("SetName", "name", ("value", Literal("Salon"))), Activity("Correlate", "c", ("correlationId", Literal("c-9")))],
            "js:Big > out", "out > name", "name > c");

        var run = Rehearse(root, ("r", "Object", null)).Start();

        Assert.Equal((5L, "Salon", "c-9"), (run.State.Output["Total"]!.GetValue<long>(), run.State.Name, run.State.CorrelationId));
    }
}
