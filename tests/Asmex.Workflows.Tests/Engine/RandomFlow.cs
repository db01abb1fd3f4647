using System.Text.Json.Nodes;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>Well-formed flowcharts made from a seed: blocks of events, forks with joins, decisions with merges, and rejections that loop back.</summary>
internal sealed class RandomFlow
{
    private readonly Random _random;
    private readonly List<JsonObject> _activities = [];
    private readonly List<string> _lines = [];
    private readonly bool _hasLoops;
    private int _count;

    private RandomFlow(int seed, bool hasLoops) => (_random, _hasLoops) = (new Random(seed), hasLoops);

    public static JsonObject Make(int seed, bool hasLoops)
    {
        var flow = new RandomFlow(seed, hasLoops);
        var last = flow.Block(flow.Add(Activity("Start", flow.Name("start"))), "Done", depth: 3);
        flow._lines.Add($"{last} > {flow.Add(Line("last"))}");
        var variables = Enumerable.Range(0, flow._count).Select(i => ($"v{i}", "Int32", (string?)"0")).ToArray();
        return Definition(Flowchart("flow", [.. flow._activities], [.. flow._lines]), variables);
    }

    // Each block begins at a port and gives back the activity it ends with.
    private string Block(string from, string port, int depth)
    {
        var current = Step(from, port);
        for (var i = _random.Next(3); i > 0; i--)
            current = (depth == 0 ? 0 : _random.Next(_hasLoops ? 4 : 3)) switch
            {
                1 => Forked(current, depth),
                2 => Decided(current, depth),
                3 => Looped(current, depth),
                _ => Step(current, "Done"),
            };
        return current;
    }

    private string Step(string from, string port)
    {
        var id = Name(_random.Next(2) == 0 ? "event" : "line");
        return Connect(from, port, id.StartsWith("event", StringComparison.Ordinal) ? Event(id) : Line(id));
    }

    private string Forked(string from, int depth)
    {
        var fork = Connect(from, "Done", Activity("FlowFork", Name("fork"), ("branches", Expression("Object", """["a","b"]"""))));
        var (left, right) = (Block(fork, "a", depth - 1), Block(fork, "b", depth - 1));
        return Merge(left, right, _random.Next(2) == 0 ? "WaitAll" : "WaitAllActive");
    }

    private string Decided(string from, int depth)
    {
        var decision = Connect(from, "Done", Decision(Name("decision"), _random.Next(2) == 0 ? "true" : "false"));
        var (yes, no) = (Block(decision, "True", depth - 1), Block(decision, "False", depth - 1));
        return Merge(yes, no, "WaitAllActive");
    }

    // Twice rejected, then accepted.
    private string Looped(string from, int depth)
    {
        var head = Connect(from, "Done", Event(Name("task")));
        var body = Block(head, "Done", depth - 1);
        var variable = $"v{_count}";
        var again = Connect(body, "Done", Decision(Name("again"), $"variables.{variable} = variables.{variable} + 1; return variables.{variable} < 3;"));
        _lines.Add($"{again}:True > {head}");
        return Step(again, "False");
    }

    private string Merge(string left, string right, string mode)
    {
        var join = Add(Activity("FlowJoin", Name("join"), ("mode", Literal(mode))));
        _lines.Add($"{left} > {join}");
        _lines.Add($"{right} > {join}");
        return join;
    }

    private string Connect(string from, string port, JsonObject activity)
    {
        var id = Add(activity);
        _lines.Add($"{from}:{port} > {id}");
        return id;
    }

    private string Add(JsonObject activity)
    {
        _activities.Add(activity);
        return activity["id"]!.GetValue<string>();
    }

    private string Name(string kind) => $"{kind}{_count++}";
}
