using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>A step of a definition. One object per place in a definition, shared by all instances: it holds inputs, never state.</summary>
public interface IActivity
{
    /// <summary>Runs when a token arrives. Neither saves nor calls anything that does.</summary>
    Outcome Run(ActivityContext context);
}
