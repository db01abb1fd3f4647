using System.Text.Json.Nodes;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>Well-formed flowcharts made from a seed: blocks of events, forks with joins, decisions and switches with merges, flowcharts in them, rejections
/// that loop back and, where asked for, joins that wait for the first way only.</summary>
internal sealed class RandomFlow
{
    private static readonly string[] _cases = ["a", "b"];

    private readonly Random _random;
    private readonly List<JsonObject> _activities = [];
    private readonly List<string> _lines = [];
    private readonly bool _hasRaces;
    private int _count;

    private RandomFlow(int seed, bool hasRaces) => (_random, _hasRaces) = (new Random(seed), hasRaces);

    public static JsonObject Make(int seed, bool hasRaces)
    {
        var flow = new RandomFlow(seed, hasRaces);
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
            current = (depth == 0 ? 0 : _random.Next(6)) switch
            {
                1 => Forked(current, depth),
                2 => Decided(current, depth),
                3 => Looped(current, depth),
                4 => Switched(current, depth),
                5 => Nested(current, depth),
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
        return Merge([left, right], _random.Next(_hasRaces ? 3 : 2) switch { 0 => "WaitAll", 1 => "WaitAllActive", _ => "WaitAny" });
    }

    private string Decided(string from, int depth)
    {
        var decision = Connect(from, "Done", Decision(Name("decision"), _random.Next(2) == 0 ? "true" : "false"));
        var (yes, no) = (Block(decision, "True", depth - 1), Block(decision, "False", depth - 1));
        return Merge([yes, no], "WaitAllActive");
    }

    // One of two cases, both at once, or neither.
    private string Switched(string from, int depth)
    {
        var cases = new JsonArray([.. _cases.Select(label => new JsonObject { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = _random.Next(2) == 0 } })]);
        var mode = _random.Next(2) == 0 ? "MatchFirst" : "MatchAny";
        var choice = Connect(from, "Done", Activity("FlowSwitch", Name("switch"), ("cases", cases), ("mode", Literal(mode))));
        return Merge([Block(choice, "a", depth - 1), Block(choice, "b", depth - 1), Block(choice, "Default", depth - 1)], "WaitAllActive");
    }

    private string Nested(string from, int depth)
    {
        var inner = new RandomFlow(_random.Next(), _hasRaces) { _count = _count };
        inner.Block(inner.Add(Activity("Start", inner.Name("start"))), "Done", depth - 1);
        _count = inner._count;
        return Connect(from, "Done", Flowchart(Name("flow"), [.. inner._activities], [.. inner._lines]));
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

    private string Merge(IEnumerable<string> ways, string mode)
    {
        var join = Add(Activity("FlowJoin", Name("join"), ("mode", Literal(mode))));
        _lines.AddRange(ways.Select(way => $"{way} > {join}"));
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
