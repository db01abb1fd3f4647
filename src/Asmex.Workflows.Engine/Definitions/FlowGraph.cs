using System.Collections.Concurrent;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>The connections of a flowchart seen from its start: which lead forward, which loop back.</summary>
/// <remarks>As Elsa's counter-based flowcharts: breadth-first from the start, an edge that would close a cycle leads back.</remarks>
internal sealed class FlowGraph
{
    private readonly Dictionary<ActivityNode, List<Connection>> _outbound = [];
    private readonly Dictionary<ActivityNode, List<Connection>> _inboundForward = [];
    private readonly HashSet<Connection> _forward = [];
    private readonly ConcurrentDictionary<Connection, bool> _backIsValid = new();
    private readonly ConcurrentDictionary<ActivityNode, IReadOnlySet<ActivityNode>> _ancestors = new();
    private readonly ConcurrentDictionary<Connection, LateLine> _late = new();
    private readonly ActivityNode _root;

    public FlowGraph(IReadOnlyList<Connection> connections, ActivityNode root)
    {
        _root = root;
        foreach (var connection in connections)
            Group(_outbound, connection.Source).Add(connection);
        foreach (var (source, target) in ForwardEdges())
            foreach (var connection in Outbound(source))
                if (connection.Target == target && _forward.Add(connection))
                    Group(_inboundForward, target).Add(connection);
    }

    public IReadOnlyList<Connection> Outbound(ActivityNode node) => _outbound.TryGetValue(node, out var found) ? found : [];

    public IReadOnlyList<Connection> InboundForward(ActivityNode node) => _inboundForward.TryGetValue(node, out var found) ? found : [];

    public bool IsReachable(ActivityNode node) => node == _root || _inboundForward.ContainsKey(node);

    /// <summary>True when a forward way leads to the node that does not leave <paramref name="choice"/> by the port.</summary>
    public bool IsReachableWithout(ActivityNode node, ActivityNode choice, string port) =>
        Reached(_root, at => Outbound(at).Where(c => !LeadsBack(c) && !(c.Source == choice && c.Port == port)).Select(c => c.Target), []).Contains(node);

    public bool LeadsBack(Connection connection) => !_forward.Contains(connection);

    /// <summary>A loop back is valid when every way from the start to its source passes its target.</summary>
    public bool IsValidBack(Connection connection) => _backIsValid.GetOrAdd(connection, c => !ReachesAvoiding(c.Source, c.Target));

    /// <summary>All activities from which a forward way leads to the node.</summary>
    public IReadOnlySet<ActivityNode> Ancestors(ActivityNode node) => _ancestors.GetOrAdd(node, FindAncestors);

    /// <summary>What may still make a line followed that just was not: a rejection that loops back to be corrected.
    /// Empty where the line leads to no merge, or to one all of whose lines belong to the same loop.</summary>
    public LateLine Late(Connection connection) => _late.GetOrAdd(connection, FindLate);

    private LateLine FindLate(Connection connection)
    {
        var inbound = InboundForward(connection.Target);
        if (inbound.Count < 2)
            return LateLine.Never;
        var beyond = Reached(connection.Target, node => Outbound(node).Where(c => !LeadsBack(c)).Select(c => c.Target), []);
        var feeders = Reached(connection.Source, node => _outbound.Values.SelectMany(group => group).Where(c => c.Target == node).Select(c => c.Source), beyond);
        var loops = feeders.Where(feeder =>
        {
            var region = Reached(feeder, node => Outbound(node).Select(c => c.Target), beyond);
            return region.Any(node => Outbound(node).Any(c => c.Target == feeder)) && inbound.Select(line => line.Source).Except(ComingRound(region, feeder)).Any();
        });
        return loops.ToHashSet() is { Count: > 0 } looping ? new LateLine(looping, feeders) : LateLine.Never;
    }

    // What waits for a line from outside the loop as well does not come round each time the loop does; where a loop begins, nothing waits.
    private HashSet<ActivityNode> ComingRound(HashSet<ActivityNode> region, ActivityNode entry)
    {
        var heads = region.SelectMany(Outbound).Where(LeadsBack).Select(c => c.Target).Append(entry).ToHashSet();
        HashSet<ActivityNode> coming = [.. region];
        while (coming.Where(node => InboundForward(node).Any(line => !coming.Contains(line.Source) && (region.Contains(line.Source) || !heads.Contains(node)))).ToList() is { Count: > 0 } waiting)
            coming.ExceptWith(waiting);
        return coming;
    }

    private static HashSet<ActivityNode> Reached(ActivityNode from, Func<ActivityNode, IEnumerable<ActivityNode>> next, HashSet<ActivityNode> avoided)
    {
        var found = new HashSet<ActivityNode> { from };
        var stack = new Stack<ActivityNode>([from]);
        while (stack.TryPop(out var current))
            foreach (var node in next(current))
                if (!avoided.Contains(node) && found.Add(node))
                    stack.Push(node);
        return found;
    }

    private List<(ActivityNode Source, ActivityNode Target)> ForwardEdges()
    {
        var edges = new List<(ActivityNode, ActivityNode)>();
        var seen = new HashSet<(ActivityNode, ActivityNode)>();
        var next = new Dictionary<ActivityNode, List<ActivityNode>>();
        var visited = new HashSet<ActivityNode>();
        var queue = new Queue<ActivityNode>([_root]);
        while (queue.TryDequeue(out var source))
        {
            visited.Add(source);
            foreach (var target in Outbound(source).Select(c => c.Target))
            {
                if (seen.Contains((source, target)) || HasWay(next, target, source))
                    continue;
                seen.Add((source, target));
                edges.Add((source, target));
                Group(next, source).Add(target);
                if (!visited.Contains(target))
                    queue.Enqueue(target);
            }
        }
        return edges;
    }

    private static bool HasWay(Dictionary<ActivityNode, List<ActivityNode>> next, ActivityNode from, ActivityNode to)
    {
        var visited = new HashSet<ActivityNode>();
        var stack = new Stack<ActivityNode>([from]);
        while (stack.TryPop(out var current))
        {
            if (current == to)
                return true;
            if (visited.Add(current) && next.TryGetValue(current, out var targets))
                targets.ForEach(stack.Push);
        }
        return false;
    }

    private bool ReachesAvoiding(ActivityNode source, ActivityNode avoided)
    {
        if (source == avoided)
            return false;
        var visited = new HashSet<ActivityNode> { avoided };
        var stack = new Stack<ActivityNode>([source]);
        while (stack.TryPop(out var current))
        {
            if (!visited.Add(current))
                continue;
            if (current == _root)
                return true;
            foreach (var connection in InboundForward(current))
                stack.Push(connection.Source);
        }
        return false;
    }

    private HashSet<ActivityNode> FindAncestors(ActivityNode node)
    {
        var found = new HashSet<ActivityNode>();
        var queue = new Queue<ActivityNode>([node]);
        while (queue.TryDequeue(out var current))
            foreach (var connection in InboundForward(current))
                if (found.Add(connection.Source))
                    queue.Enqueue(connection.Source);
        return found;
    }

    private static List<T> Group<T>(Dictionary<ActivityNode, List<T>> groups, ActivityNode key)
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];
        return group;
    }
}
