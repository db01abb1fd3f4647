using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Definitions;

public sealed partial class DefinitionFileTests
{
    public static TheoryData<string> Names => [.. Definition.All.Select(d => d.Name)];

    [Fact]
    public void There_is_a_plan_and_a_file_for_each_of_the_six_action_types()
    {
        var ids = Definition.All.ToDictionary(d => d.Name, d => (string)d.Json["definitionId"]!);

        Assert.Equal("regional-plan", ids["plan"]);
        Assert.Equal(["conseil-export", "diag-offre", "ident-potentiel", "mission-b2b", "primo-export", "salon-collectif"], ids.Keys.Where(k => k != "plan").Order());
        Assert.All(ids.Where(i => i.Key != "plan"), i => Assert.Equal(i.Key, i.Value));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_is_read_without_a_fault(string name)
    {
        var faults = Record.Exception(() => DefinitionRun.Read(Definition.Of(name))) as DefinitionFaultException;

        Assert.Empty(faults?.Faults.Select(f => f.ToString()) ?? []);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_text_is_said_in_three_languages(string name)
    {
        var texts = Texts(Definition.Of(name).Json).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text =>
        {
            Assert.All(Languages.All, language => Assert.False(string.IsNullOrWhiteSpace((string?)text[language]), text.ToJsonString()));
            Assert.Matches(Arabic(), (string)text["ar"]!);
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_port_leads_somewhere_and_every_line_leaves_by_a_port(string name)
    {
        var definition = Definition.Of(name);

        foreach (var activity in definition.Activities.Where(a => Definition.Type(a) != "Elsa.End"))
        {
            Assert.Equal(DefinitionRun.PortsOf(activity).Order(), definition.PortsOf(Definition.Id(activity)).Order());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_a_form_asks_has_a_name_of_its_own_and_a_known_type(string name)
    {
        string[] types = ["text", "longtext", "number", "money", "date", "choice", "yesno", "file", "firms"];
        foreach (var form in Definition.Of(name).Activities.Select(a => Definition.Plain(a, "form")).OfType<JsonArray>())
        {
            Assert.Equal(form.Count, form.Select(f => (string)f!["name"]!).Distinct().Count());
            Assert.All(form, f => Assert.Contains((string)f!["type"]!, types));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_request_for_money_names_a_line_of_the_budget(string name)
    {
        var definition = Definition.Of(name);
        var lines = definition.Json["customProperties"]!["Asmex"]!["budgetLines"]!.AsArray().Select(l => (string)l!["key"]!).ToList();
        foreach (var budget in definition.Activities.Where(a => Definition.Type(a) == "AsmexBudgetApproval"))
        {
            var form = Definition.Plain(definition.Activity((string)Definition.Plain(budget, "of")!), "form")!.AsArray();

            Assert.Equal(lines, form.Single(f => (string)f!["name"]! == "line")!["options"]!.AsArray().Select(o => (string)o!["value"]!));
            Assert.Equal("money", (string)form.Single(f => (string)f!["name"]! == "amount")!["type"]!);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_last_task_asks_for_every_indicator(string name)
    {
        var definition = Definition.Of(name);
        var indicators = definition.Json["customProperties"]!["Asmex"]!["indicators"]!.AsArray().Select(i => (string)i!["key"]!).ToList();
        var forms = definition.Activities.Select(a => Definition.Plain(a, "form")).OfType<JsonArray>().Select(f => f.Select(field => (string)field!["name"]!).ToHashSet());

        Assert.Contains(forms, form => indicators.TrueForAll(form.Contains));
    }

    private static IEnumerable<JsonObject> Texts(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject text when text.ContainsKey("fr") || text.ContainsKey("ar"):
                return [text];
            case JsonObject { Count: 2 } expression when expression["type"] is JsonValue type && type.ToString() == "Object":
                return Texts(JsonNode.Parse((string)expression["value"]!));
            case JsonObject members:
                return members.SelectMany(m => Texts(m.Value));
            case JsonArray items:
                return items.SelectMany(Texts);
            default:
                return [];
        }
    }

    [GeneratedRegex(@"\p{IsArabic}")]
    private static partial Regex Arabic();
}
