namespace Asmex.Workflows.Engine.Definitions;

/// <summary>A line of a flowchart, from a port of one activity to another activity.</summary>
public sealed class Connection(int index, ActivityNode source, string port, ActivityNode target)
{
    public ActivityNode Source { get; } = source;
    public string Port { get; } = port;
    public ActivityNode Target { get; } = target;

    /// <summary>Its place among the connections of its flowchart.</summary>
    internal int Index { get; } = index;

    public override string ToString() => $"{Source.Id}:{Port}->{Target.Id}";
}
