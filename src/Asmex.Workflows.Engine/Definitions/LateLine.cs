namespace Asmex.Workflows.Engine.Definitions;

/// <summary>When a line that was not followed may still be.</summary>
/// <param name="Loops">Activities of a loop that leads to the line: while one is under way, the line is not given up.</param>
/// <param name="Feeders">All activities that lead to its source without passing what lies beyond it: once none is under way, it is.</param>
internal sealed record LateLine(IReadOnlySet<ActivityNode> Loops, IReadOnlySet<ActivityNode> Feeders)
{
    public static LateLine Never { get; } = new(new HashSet<ActivityNode>(), new HashSet<ActivityNode>());
}
