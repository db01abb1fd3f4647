using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>A definition as its designer placed it, with where each step stands now.</summary>
public sealed class Drawing
{
    private const double Margin = 32;

    private Drawing(IReadOnlyList<DrawnStep> steps, IReadOnlyList<DrawnEdge> edges, Box extent) => (Steps, Edges, Extent) = (steps, edges, extent);

    /// <summary>In reading order: from left to right, then from top to bottom.</summary>
    public IReadOnlyList<DrawnStep> Steps { get; }
    public IReadOnlyList<DrawnEdge> Edges { get; }

    /// <summary>What the steps and their ways take, with a margin.</summary>
    public Box Extent { get; }

    /// <param name="definition">The JSON of an Elsa 3 definition whose root is a flowchart.</param>
    /// <param name="states">By activity id; a step that is missing is not reached yet.</param>
    public static Drawing Of(JsonObject definition, IReadOnlyDictionary<string, StepState> states, string language)
    {
        var root = definition["root"];
        var activities = root?["activities"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        var steps = activities.Select((activity, place) => StepReader.Read(activity, place, states, language))
            .OrderBy(s => s.Box.Middle.X).ThenBy(s => s.Box.Y).ToList();
        var byId = steps.ToDictionary(s => s.Id);
        var connections = root?["connections"]?.AsArray().OfType<JsonObject>().Select(Way.Of).Where(w => byId.ContainsKey(w.From) && byId.ContainsKey(w.To)).ToList() ?? [];
        var routes = new Routes([.. steps.Select(s => s.Box)]);
        var outcomes = new OutcomeWords(activities, language);
        var points = new List<Spot>();
        var edges = new List<DrawnEdge>();
        foreach (var way in connections.GroupBy(c => (c.From, c.To)))
        {
            var (from, to) = (byId[way.Key.From], byId[way.Key.To]);
            var route = routes.Between(from.Box, to.Box, way.First().Vertices);
            points.AddRange(route.Spots);
            edges.Add(new DrawnEdge(
                from.Id, to.Id, route.Path, string.Join(" / ", way.Select(w => outcomes.Say(w.From, w.Port)).Where(l => l.Length > 0)),
                route.LabelAt, route.LabelIsBeside, from.IsDone && to.IsReached && !route.IsBack, route.IsBack));
        }

        return new Drawing([.. steps.Select(s => s with { IsCaptionAbove = points.Contains(new Spot(s.Box.Middle.X, s.Box.Bottom)) })], edges, Around(steps, points));
    }

    /// <summary>The same for what may be no flowchart, or a draft that says anything: nothing where it cannot be drawn.</summary>
    public static Drawing? TryOf(JsonObject definition, IReadOnlyDictionary<string, StepState> states, string language)
    {
        try
        {
            return Of(definition, states, language);
        }
        catch (Exception problem) when (problem is InvalidOperationException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The steps that follow one, the joints of the flow left out: what a reader hears instead of lines.</summary>
    public IEnumerable<(DrawnStep Step, string Label)> After(DrawnStep step) => Follow(step, "", []).DistinctBy(next => next.Step.Id);

    private IEnumerable<(DrawnStep Step, string Label)> Follow(DrawnStep step, string label, HashSet<string> seen)
    {
        foreach (var edge in Edges.Where(e => e.From == step.Id))
        {
            var next = Steps.First(s => s.Id == edge.To);
            var said = label.Length > 0 ? label : edge.Label;
            if (!next.IsJoint)
            {
                yield return (next, said);
            }
            else if (seen.Add(next.Id))
            {
                foreach (var further in Follow(next, said, seen))
                {
                    yield return further;
                }
            }
        }
    }

    private static Box Around(List<DrawnStep> steps, List<Spot> points)
    {
        if (steps.Count == 0)
        {
            return new Box(0, 0, 2 * Margin, 2 * Margin);
        }

        var left = Math.Min(steps.Min(s => s.Box.X), points.Select(p => p.X).DefaultIfEmpty(double.MaxValue).Min()) - Margin;
        var top = Math.Min(steps.Min(s => s.Box.Y), points.Select(p => p.Y).DefaultIfEmpty(double.MaxValue).Min()) - Margin;
        var right = Math.Max(steps.Max(s => s.Box.Right), points.Select(p => p.X).DefaultIfEmpty(double.MinValue).Max()) + Margin;
        var bottom = Math.Max(steps.Max(s => s.Box.Bottom), points.Select(p => p.Y).DefaultIfEmpty(double.MinValue).Max()) + Margin;
        return new Box(left, top, right - left, bottom - top);
    }
}
