namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity whose ports depend on its inputs, as a switch's on its cases.</summary>
public interface IHasPorts : IActivity
{
    /// <summary>The ports; null when they are known only while it runs.</summary>
    IReadOnlyList<string>? Ports { get; }
}
