namespace Asmex.Workflows.Engine.Activities;

/// <summary>A composite that a <c>Break</c> inside it ends early: <see cref="ActivityContext.IsBreaking"/> is set on it.</summary>
internal interface IBreakable : IComposite
{
    /// <summary>True for loops: the break goes no further up.</summary>
    bool EndsBreak { get; }
}
