using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Runs bursts: from a state and an answer to a set of changes. Does no I/O and holds no state of an instance.</summary>
public sealed class WorkflowEngine(ActivityCatalog activities, BurstLimits limits)
{
    /// <summary>The first burst of a new instance.</summary>
    public Burst Start(WorkflowDefinition definition, StartOrder order) => throw new NotImplementedException();

    /// <summary>Answers one bookmark and runs until nothing is runnable. <paramref name="state"/> is not changed.</summary>
    /// <exception cref="BookmarkNotFoundException">The state holds no such bookmark.</exception>
    public Burst Resume(WorkflowDefinition definition, WorkflowState state, string bookmarkId, Answer answer, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Ends the instance: burns every bookmark, runs no activity.</summary>
    public Burst Cancel(WorkflowDefinition definition, WorkflowState state, DateTimeOffset now) => throw new NotImplementedException($"{activities}{limits}");
}
