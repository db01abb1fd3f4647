namespace Asmex.Workflows.Engine.Activities;

/// <summary>When a join lets go on.</summary>
internal enum FlowJoinMode
{
    /// <summary>When one line into it was followed; what is still under way on the others is cancelled.</summary>
    WaitAny,

    /// <summary>When every line into it was followed.</summary>
    WaitAll,

    /// <summary>When every line into it was followed or can no longer be.</summary>
    WaitAllActive,
}
