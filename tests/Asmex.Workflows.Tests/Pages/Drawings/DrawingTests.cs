using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Asmex.Workflows.Tests.Definitions;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Drawings;
using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Tests.Pages.Drawings;

public sealed partial class DrawingTests
{
    private static readonly Dictionary<string, StepState> _none = [];

    public static TheoryData<string> Names => [.. Definition.All.Select(d => d.Name)];

    [Theory, MemberData(nameof(Names))]
    public void No_two_steps_of_a_definition_overlap(string name)
    {
        var steps = Drawing.Of(Definition.Of(name).Json, _none, "fr").Steps;

        var overlaps = from one in steps from other in steps where string.CompareOrdinal(one.Id, other.Id) < 0 && one.Box.Overlaps(other.Box) select $"{one.Id} {other.Id}";
        Assert.Empty(overlaps);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_way_crosses_a_step_it_does_not_lead_to(string name)
    {
        var drawing = Drawing.Of(Definition.Of(name).Json, _none, "fr");

        var crossings = from edge in drawing.Edges
                        from line in Spots(edge.Path).Zip(Spots(edge.Path).Skip(1))
                        from step in drawing.Steps
                        where step.Id != edge.From && step.Id != edge.To && step.Box.IsCrossedBy(line.First, line.Second)
                        select $"{edge.From} → {edge.To} crosses {step.Id}";
        Assert.Empty(crossings);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_title_fits_its_box(string name)
    {
        foreach (var language in Languages.All)
        {
            var cut = Drawing.Of(Definition.Of(name).Json, _none, language).Steps.Where(s => s.Lines[^1].EndsWith('…'));

            Assert.Empty(cut.Select(s => $"{language}: {s.Title}"));
        }
    }

    [Fact]
    public void It_says_titles_roles_and_outcomes_in_the_readers_language()
    {
        var drawing = Drawing.Of(Definition.Of("mission-b2b").Json, _none, "en");

        var first = drawing.Steps.Single(s => s.Id == "ciblage");
        Assert.Equal("Target country and product, targeting note", first.Title);
        Assert.Equal("Regional delegate", first.Who);
        Assert.Equal("Sent back", drawing.Edges.Single(e => e is { From: "ciblage-approval", To: "ciblage" }).Label);
        Assert.Equal("Refused / Expired", drawing.Edges.Single(e => e is { From: "engagement-budget", To: "engagement-decide" }).Label);
        Assert.Equal("New request", drawing.Edges.Single(e => e is { From: "engagement-decide", To: "engagement-request" }).Label);
    }

    [Fact]
    public void A_way_is_taken_once_both_its_ends_are_reached()
    {
        var states = new Dictionary<string, StepState>
        {
            ["start"] = new(StateKind.Done),
            ["ciblage"] = new(StateKind.Done),
            ["ciblage-approval"] = new(StateKind.Waiting, IsOwn: true),
        };

        var drawing = Drawing.Of(Definition.Of("mission-b2b").Json, states, "fr");

        Assert.Equal(["start→ciblage", "ciblage→ciblage-approval"], drawing.Edges.Where(e => e.IsTaken).Select(e => $"{e.From}→{e.To}"));
        Assert.True(drawing.Edges.Single(e => e is { From: "ciblage-approval", To: "ciblage" }).IsBack);
        Assert.Equal(["ciblage-approval"], drawing.Steps.Where(s => s.State?.IsOwn == true).Select(s => s.Id));
        Assert.False(drawing.Steps.Single(s => s.Id == "budget").IsReached);
    }

    [Fact]
    public void In_words_the_joints_of_the_flow_are_left_out()
    {
        var drawing = Drawing.Of(Definition.Of("diag-offre").Json, _none, "fr");

        var next = drawing.After(drawing.Steps.Single(s => s.Id == "cadrage-approval")).Select(n => (n.Step.Id, n.Label)).ToList();

        Assert.Contains(("collecte", "Approuvé"), next);
        Assert.Contains(("questionnaire", "Approuvé"), next);
        Assert.Contains(("abandoned", "Refusé"), next);
    }

    [Fact]
    public void A_definition_without_positions_or_titles_is_drawn_all_the_same()
    {
        var json = JsonNode.Parse("""
            { "root": { "type": "Elsa.Flowchart",
              "activities": [ { "id": "a", "type": "Elsa.WriteLine" }, { "id": "b", "name": "second", "type": "Elsa.WriteLine" }, { "id": "c", "type": "Elsa.WriteLine" } ],
              "connections": [ { "source": { "activity": "a" }, "target": { "activity": "c" } }, { "source": { "activity": "c", "port": "X" }, "target": { "activity": "a" } } ] } }
            """)!.AsObject();

        var drawing = Drawing.Of(json, _none, "fr");

        Assert.Equal(["a", "second", "c"], drawing.Steps.Select(s => s.Title));
        Assert.Equal(["", "X"], drawing.Edges.Select(e => e.Label));
        Assert.DoesNotContain(drawing.Edges.SelectMany(e => Spots(e.Path).Zip(Spots(e.Path).Skip(1))), line => drawing.Steps[1].Box.IsCrossedBy(line.First, line.Second));
    }

    private static List<Spot> Spots(string path) =>
        [.. Pair().Matches(path).Select(m => new Spot(double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)))];

    [GeneratedRegex(@"(-?[\d.]+),(-?[\d.]+)")]
    private static partial Regex Pair();
}
