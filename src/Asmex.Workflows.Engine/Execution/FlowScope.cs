using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>How often each activity and connection of one flowchart execution was visited: what Elsa's joins count with.</summary>
internal sealed class FlowScope(int activities, int connections)
{
    public int[] Activities { get; } = new int[activities];

    /// <summary>Twice the visits, plus one when the last was followed.</summary>
    public int[] Connections { get; } = new int[connections];

    /// <summary>Lines that were not followed, but may still be, because what was followed loops back to their source.</summary>
    public SortedSet<int> Postponed { get; } = [];

    /// <summary>Where the activity that completes just now leads to.</summary>
    public IReadOnlyList<ActivityNode> Followed { get; set; } = [];

    public void Visit(int activity) => Activities[activity]++;

    public void Visit(Connection connection, bool isFollowed) =>
        Connections[connection.Index] = ((Connections[connection.Index] >> 1) + 1) << 1 | (isFollowed ? 1 : 0);

    public int VisitsOf(Connection connection) => Connections[connection.Index] >> 1;

    public bool WasFollowed(Connection connection) => (Connections[connection.Index] & 1) == 1;
}
