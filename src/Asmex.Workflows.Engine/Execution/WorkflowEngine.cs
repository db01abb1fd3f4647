using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Runs bursts: from a state and an answer to a set of changes. Does no I/O and holds no state of an instance.</summary>
public sealed class WorkflowEngine(ActivityCatalog activities, BurstLimits limits)
{
    /// <summary>The activity types its definitions may use.</summary>
    public ActivityCatalog Activities { get; } = activities;

    /// <summary>The first burst of a new instance.</summary>
    public Burst Start(WorkflowDefinition definition, StartOrder order) => Start(definition, order, skip: null);

    /// <summary>The first burst of a new instance, with an activity that failed in it before skipped.</summary>
    public Burst Start(WorkflowDefinition definition, StartOrder order, Skip? skip)
    {
        var state = new WorkflowState
        {
            InstanceId = order.InstanceId,
            DefinitionId = definition.DefinitionId,
            Version = definition.Version,
            CorrelationId = order.CorrelationId,
            Input = definition.WithDefaults(order.Input),
        };
        return Skipping(skip, skipped =>
        {
            var run = new Run(definition, state, order.Now, limits, skipped);
            return Guarded(run, state, bookmarkId: null, run.Start);
        });
    }

    /// <summary>Answers one bookmark and runs until nothing is runnable. <paramref name="state"/> is not changed.</summary>
    /// <exception cref="BookmarkNotFoundException">The state holds no such bookmark, or its time has not come.</exception>
    public Burst Resume(WorkflowDefinition definition, WorkflowState state, string bookmarkId, Answer answer, DateTimeOffset now) =>
        Resume(definition, state, bookmarkId, answer, now, skip: null);

    /// <summary>Answers one bookmark, with an activity that failed in this burst before skipped.</summary>
    /// <exception cref="BookmarkNotFoundException">The state holds no such bookmark, or its time has not come.</exception>
    public Burst Resume(WorkflowDefinition definition, WorkflowState state, string bookmarkId, Answer answer, DateTimeOffset now, Skip? skip)
    {
        var bookmark = state.Status == WorkflowStatus.Running ? state.Bookmarks.FirstOrDefault(b => b.Id == bookmarkId) : null;
        if (bookmark is null || (answer.IsDue && !(bookmark.DueAt <= now)))
            throw new BookmarkNotFoundException(state.InstanceId, bookmarkId);
        return Skipping(skip, skipped =>
        {
            var run = new Run(definition, state, now, limits, skipped);
            return Guarded(run, state, bookmarkId, () =>
            {
                run.Load(state);
                run.Resume(run.FindContext(bookmark.ExecutionId)!, bookmark, answer);
            });
        });
    }

    /// <summary>Runs a faulted activity again and goes on: for an instance that <c>Elsa.Fault</c> stopped. What a thrown exception rolled back
    /// is repeated by answering again.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public Burst Retry(WorkflowDefinition definition, WorkflowState state, string nodeId, DateTimeOffset now)
    {
        var run = new Run(definition, state, now, limits);
        run.Load(state);
        var faulted = run.TakeUp(nodeId);
        return Guarded(run, state, bookmarkId: null, () => run.RunAgain(faulted));
    }

    /// <summary>Leaves a faulted activity by the chosen outcomes and goes on.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public Burst SkipFaulted(WorkflowDefinition definition, WorkflowState state, Skip skip, DateTimeOffset now)
    {
        var run = new Run(definition, state, now, limits);
        run.Load(state);
        var faulted = run.TakeUp(skip.NodeId);
        return Guarded(run, state, bookmarkId: null, () => run.LeaveBy(faulted, skip.Outcomes));
    }

    /// <summary>Gives a variable of the whole workflow another value; runs nothing.</summary>
    /// <exception cref="ArgumentException">There is no such variable, or the value does not fit its type.</exception>
    public WorkflowState SetVariable(WorkflowDefinition definition, WorkflowState state, string name, JsonNode? value, DateTimeOffset now)
    {
        var run = new Run(definition, state, now, limits);
        run.Load(state);
        run.ChangeVariable(name, value);
        return run.ToBurst().State;
    }

    /// <summary>Ends the instance: burns every bookmark, runs no activity.</summary>
    public Burst Cancel(WorkflowDefinition definition, WorkflowState state, DateTimeOffset now)
    {
        var run = new Run(definition, state, now, limits);
        run.Load(state);
        run.CancelAll();
        return run.ToBurst();
    }

    private Burst Skipping(Skip? skip, Func<SkippedCalls?, Burst> run)
    {
        if (skip is null)
            return run(null);
        var (skipped, began) = (new SkippedCalls(skip), Stopwatch.GetTimestamp());
        var burst = run(skipped);

        // All these runs together take no longer than one may.
        while (skipped.Learn(burst) && Stopwatch.GetElapsedTime(began) < limits.Time)
            burst = run(skipped);
        return burst;
    }

    private static Burst Guarded(Run run, WorkflowState before, string? bookmarkId, Action body)
    {
        try
        {
            body();
            return run.ToBurst();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            var (activity, call) = run.Current;
            var (id, nodeId, type) = activity is null ? ("", "", "") : (activity.Id, activity.NodeId, activity.Type);
            return new Burst
            {
                State = before,
                IsRolledBack = true,
                FailedCall = activity is null || problem is BurstLimitException ? null : call,
                Incidents = [new Incident(id, nodeId, type, problem.Message, bookmarkId, run.Now)],
            };
        }
    }
}
