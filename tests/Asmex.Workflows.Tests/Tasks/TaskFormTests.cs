using System.Text.Json.Nodes;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Tasks;

public sealed class TaskFormTests
{
    private static readonly DateOnly _today = new(2027, 1, 4);

    private static readonly FormField _partners = new("partners", "table", new Wording("Partenaires"), Required: true, Min: 2, Max: 3, Columns:
    [
        new FormField("name", "text", new Wording("Nom"), Required: true),
        new FormField("share", "money", new Wording("Part"), Min: 100),
        new FormField("kind", "choice", new Wording("Nature"), Options: [new FieldOption("public", new Wording("Public"))]),
    ]);

    [Fact]
    public void A_table_is_read_row_by_row_without_its_blank_ones()
    {
        var (values, faults) = Read([_partners], ("partners.0.name", "Région"), ("partners.0.share", "1 500,50"), ("partners.2.name", "Chambre"), ("partners.2.kind", "public"));

        Assert.Empty(faults);
        var rows = values["partners"]!.AsArray();
        Assert.Equal(2, rows.Count);
        Assert.Equal((1500.50m, "Chambre"), (rows[0]!["share"]!.GetValue<decimal>(), rows[1]!["name"]!.GetValue<string>()));
        Assert.Equal(["Chambre"], TaskForm.Typed(values, "partners.1.name"));
        Assert.Empty(TaskForm.Typed(values, "partners.7.name"));
    }

    [Fact]
    public void Each_fault_of_a_table_stands_at_its_cell()
    {
        var (_, faults) = Read([_partners], ("partners.0.share", "50"), ("partners.1.name", "Chambre"), ("partners.1.kind", "secret"));

        Assert.Equal([("partners.0.name", "Forms.Required"), ("partners.0.share", "Forms.TooSmall"), ("partners.1.kind", "Forms.NotAChoice")], faults.Select(f => (f.Field, f.Key)));
        Assert.Equal([("partners", "Forms.TooFewRows")], Read([_partners], ("partners.0.name", "Seul")).Faults.Select(f => (f.Field, f.Key)));
        Assert.Equal([("partners", "Forms.Required")], Read([_partners]).Faults.Select(f => (f.Field, f.Key)));
        Assert.Equal([("partners", "Forms.TooManyRows")], Read([_partners], [.. Enumerable.Range(0, 4).Select(i => ($"partners.{i}.name", "P"))]).Faults.Select(f => (f.Field, f.Key)));
    }

    [Fact]
    public void A_draft_keeps_a_table_as_it_was_typed()
    {
        var draft = TaskForm.Keep([_partners], Typing(("partners.1.share", "beaucoup")));
        var again = JsonNode.Parse(draft.ToJsonString())!.AsObject();

        Assert.Equal(["beaucoup"], TaskForm.Typed(again, "partners.1.share"));
        Assert.Empty(TaskForm.Typed(again, "partners.0.share"));
        Assert.Equal([0, 1], TaskForm.Rows(_partners, name => TaskForm.Typed(again, name)));
    }

    [Theory]
    [InlineData("1\u00a0234,5")]
    [InlineData("1 234.5")]
    [InlineData("١٢٣٤٫٥")]
    public void A_number_is_read_as_people_write_it(string typed)
    {
        var (values, faults) = Read([new FormField("visitors", "number", new Wording("Visiteurs"))], ("visitors", typed));

        Assert.Empty(faults);
        Assert.Equal(1234.5m, values["visitors"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData("2027-01-03", "Forms.TooEarly")]
    [InlineData("2027-01-04", null)]
    [InlineData("2027-02-28", null)]
    [InlineData("2027-03-01", "Forms.TooLate")]
    public void A_day_stays_in_its_range(string day, string? fault)
    {
        var field = new FormField("day", "date", new Wording("Jour"), Earliest: "today", Latest: "2027-02-28");

        Assert.Equal(fault, Read([field], ("day", day)).Faults.SingleOrDefault()?.Key);
    }

    [Fact]
    public void What_hangs_on_a_hidden_answer_is_not_asked()
    {
        FormField[] fields =
        [
            new("travels", "yesno", new Wording("Voyage")),
            new("flies", "yesno", new Wording("Avion"), VisibleWhen: new FieldCondition("travels", "true")),
            new("airport", "text", new Wording("Aéroport"), Required: true, VisibleWhen: new FieldCondition("flies", "true")),
        ];

        var hidden = Read(fields, ("travels", "false"), ("flies", "true"));
        var shown = Read(fields, ("travels", "true"), ("flies", "true"));

        Assert.Empty(hidden.Faults);
        Assert.False(hidden.Values.ContainsKey("flies"));
        Assert.Equal(["airport"], shown.Faults.Select(f => f.Field));
    }

    private static (JsonObject Values, IReadOnlyList<FormFault> Faults) Read(IReadOnlyList<FormField> fields, params (string, string)[] typed) => TaskForm.Read(fields, Typing(typed), _today);

    private static Func<string, IReadOnlyList<string>> Typing(params (string Name, string Value)[] typed)
    {
        var values = typed.ToLookup(t => t.Name, t => t.Value);
        return name => [.. values[name]];
    }
}
