using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Rehearsals;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>What a definition used as an activity sees of what is around it, and what is seen of it there.</summary>
public sealed class UsedAsActivityTests
{
    [Theory]
    [InlineData("ForEach")]
    [InlineData("ParallelForEach")]
    public void As_the_body_of_a_loop_it_is_given_the_item_and_nothing_of_its_own(string loop)
    {
        var part = Part("part", Sequence("p", Script("say", "getInput('City') + getInput('Place') + variables.mark")), ["City", "Place"], ("mark", "String", "inside"));
        var use = Use("b", "Part", ("city", JavaScript("variables.CurrentValue + variables.mark")), ("place", Expression("Variable", "CurrentIndex")));
        var whole = Definition(Activity(loop, "each", ("items", JavaScript("['Fès', 'Safi']")), ("body", use)), ("mark", "String", "!"));

        Assert.Equal(["Fès!0inside", "Safi!1inside"], Run(whole, part).Lines);
    }

    [Fact]
    public void In_a_loop_within_a_loop_it_is_given_the_item_of_the_inner_one()
    {
        var part = Part("part", Sequence("p", Script("say", "getInput('City')")), ["City"]);
        var inner = Activity("For", "n", ("start", Literal(1)), ("end", Literal(2)), ("body", Use("b", "Part", ("city", JavaScript("variables.CurrentValue")))));
        var whole = Definition(Activity("ForEach", "each", ("items", JavaScript("['Fès', 'Safi']")), ("body", inner)));

        Assert.Equal(["1", "2", "1", "2"], Run(whole, part).Lines);
    }

    [Fact]
    public void Its_inputs_ask_for_the_inputs_of_the_definition_around()
    {
        var part = Part("part", Sequence("p", Script("say", "getInput('City')")), ["City"]);
        var middle = Part("middle", Sequence("m", Use("b", "Part", ("city", JavaScript("getInput('Name') + '!'")))), ["Name"]);
        var whole = Definition(Sequence("s", Use("a", "Middle", ("name", Literal("Oujda"))), Use("b", "Part", ("city", JavaScript("getInput('Name') + '?'")))));

        Assert.Equal(["Oujda!", "Agadir?"], Run(whole, part, middle).Lines);
    }

    [Fact]
    public void Its_outputs_are_found_by_expressions_around_it()
    {
        var part = Part("part", Sequence("p", Activity("SetOutput", "out", ("outputName", Literal("Who")), ("outputValue", Literal("Nadia")))), []);
        part["outputs"] = new JsonArray(new JsonObject { ["name"] = "Who", ["type"] = "String" });
        var use = Use("b", "Part", ("who", To("who")));
        use["name"] = "Approval";
        var whole = Definition(
            Sequence("s", use, Script("asked", "getOutputFrom('b', 'Who')"), Script("named", "getWhoFromApproval()"),
                Activity("WriteLine", "read", ("text", Expression("Output", new JsonObject { ["activityId"] = "b", ["outputName"] = "Who" }))), Script("kept", "variables.who")),
            ("who", "String", null));

        Assert.Equal(["Nadia", "Nadia", "Nadia", "Nadia"], Run(whole, part).Lines);
    }

    [Fact]
    public void Outputs_asked_for_inside_it_alone_are_kept()
    {
        var part = Part("part", Sequence("p", Activity("TestDecision", "ask", ("title", Literal("Réserver"))), Event("later"), Script("say", "getOutputFrom('ask').note")), []);
        var run = Run(Definition(Sequence("s", Use("b", "Part"))), part);

        run.Answer("ask", "Approved", new JsonObject { ["note"] = "oui" }).Answer("later");

        Assert.Equal(["oui"], run.Lines);
    }

    private static Rehearsal Run(JsonObject whole, params JsonObject[] used) =>
        new Rehearsal(Read(whole, new DefinitionSet(used)), Catalog).Start(new JsonObject { ["Name"] = "Agadir" });

    private static JsonObject Part(string id, JsonObject root, string[] inputs, params (string Name, string Type, string? Value)[] variables)
    {
        var part = Definition(root, variables);
        (part["definitionId"], part["name"]) = (id, id);
        part["inputs"] = new JsonArray([.. inputs.Select(name => new JsonObject { ["name"] = name, ["type"] = "Object" })]);
        return part;
    }

    private static JsonObject Use(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var use = Activity("Elsa.Part", id, members);
        use["type"] = type;
        return use;
    }
}
