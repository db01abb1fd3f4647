using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Expressions;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>One burst while it runs: the live contexts, the queue, and what has come of it so far.</summary>
internal sealed partial class Run
{
    private readonly BurstLimits _limits;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly Queue<WorkItem> _queue = new();
    private readonly List<ActivityContext> _contexts = [];
    private readonly (ulong, ulong) _hash;
    private readonly SkippedCalls? _skip;
    private long _rounds;
    private int _steps;
    private int _calls;
    private int _live;
    private ScriptHost? _scripts;

    public Run(WorkflowDefinition definition, WorkflowState state, DateTimeOffset now, BurstLimits limits, SkippedCalls? skip = null)
    {
        (Definition, Now, _limits, _skip) = (definition, now, limits, skip);
        (InstanceId, CorrelationId, Name, Input) = (state.InstanceId, state.CorrelationId, state.Name, state.Input);
        (SubStatus, _rounds, Output, _outputs) = (state.SubStatus, state.Rounds, state.Output, state.Outputs);
        _hash = ExecutionIds.Hash(InstanceId);
    }

    public WorkflowDefinition Definition { get; }
    public string InstanceId { get; }
    public DateTimeOffset Now { get; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public JsonObject Input { get; }
    public JsonObject Output { get; private set; }
    public WorkflowSubStatus SubStatus { get; private set; }
    public bool IsOver => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Faulted or WorkflowSubStatus.Cancelled;
    public List<Effect> Effects { get; } = [];
    public List<string> Lines { get; } = [];
    public List<Incident> Incidents { get; } = [];

    /// <summary>The activity whose code runs: whom a thrown exception is blamed on. And the place of this call among those of the burst: one that is
    /// repeated makes the same calls in the same order.</summary>
    public (ActivityNode? Activity, int Call) Current { get; private set; }

    public ActivityContext Root => _contexts[0];

    public ScriptHost Scripts => _scripts ??= new ScriptHost(this);

    public void Schedule(WorkItem item) => _queue.Enqueue(item);

    public void Start()
    {
        var root = Add(new ActivityContext(this, Definition.Workflow, null, ExecutionIds.Of(_hash, Definition.Workflow.Hash, _rounds++), Now));
        root.Slots = [.. Definition.Variables.Select(v => new VariableSlot(v))];
        Apply(root, Begin(root.Node) ?? root.Node.Activity.Run(root));
        Drain();
    }

    public void Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        Touch(context);
        var outcome = Begin(context.Node) ?? (context.Node.Activity is IResumable resumable ? resumable.Resume(context, bookmark, answer)
            : throw new InvalidOperationException($"Activity '{context.Node.Id}' of type {context.Node.Type} cannot be answered."));
        if (outcome is Outcome.StillWaiting)
            Burn(context, bookmark);
        Apply(context, outcome);
        Drain();
    }

    public void Apply(ActivityContext context, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Done done:
                Complete(context, done.NamesOrDone);
                break;
            case Outcome.Waiting waiting:
                BurnAll(context);
                Wait(context, waiting.Bookmarks, isFresh: true);
                break;
            case Outcome.StillWaiting still:
                Wait(context, still.More, isFresh: false);
                break;
            case Outcome.Faulted fault:
                Fault(context, fault);
                break;
        }
    }

    /// <summary>Runs what is scheduled until nothing is.</summary>
    public void Drain()
    {
        SubStatus = IsOver ? SubStatus : WorkflowSubStatus.Executing;
        while (_queue.TryDequeue(out var item))
        {
            if (++_steps > _limits.Steps)
                throw new BurstLimitException($"More than {_limits.Steps} activities ran in one burst: a loop without an end?");
            if ((_steps & 0xff) == 0)
                CheckTime();
            Execute(item);
        }
        if (!IsOver)
            SubStatus = _live == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended;
    }

    /// <exception cref="BurstLimitException">The burst has taken longer than it may.</exception>
    public void CheckTime()
    {
        if (Stopwatch.GetElapsedTime(_startedAt) > _limits.Time)
            throw new BurstLimitException($"The burst took longer than {_limits.Time}: a loop without an end?");
    }

    /// <summary>Ends the workflow at once: nothing scheduled runs, nothing waits any more.</summary>
    /// <returns>False when it was over already.</returns>
    public bool Finish()
    {
        _queue.Clear();
        foreach (var context in _contexts)
            BurnAll(context);
        if (IsOver)
            return false;
        SubStatus = WorkflowSubStatus.Finished;
        return true;
    }

    public void CancelAll()
    {
        Cancel(Root);
        foreach (var context in _contexts)
            Cancel(context);
        SubStatus = WorkflowSubStatus.Cancelled;
    }

    private void Execute(WorkItem item)
    {
        var node = item.Node;
        var context = Add(new ActivityContext(this, node, item.Owner, ExecutionIds.Of(_hash, node.Hash, _rounds++), Now) { CameBack = item.CameBack, Slots = item.Variables });
        if (node.Variables.Count > 0)
            (context.Slots ??= []).AddRange(node.Variables.Select(v => new VariableSlot(v)));
        Apply(context, Begin(node) ?? node.Activity.Run(context));
    }

    /// <summary>Notes whose code is called next.</summary>
    /// <returns>What the activity is left by instead of being called; null where it is not skipped.</returns>
    private Outcome.Done? Begin(ActivityNode activity)
    {
        Current = (activity, _calls++);
        return _skip?.InsteadOf(activity, Current.Call);
    }

    private ActivityContext Add(ActivityContext context)
    {
        _contexts.Add(context);
        _live++;
        return context;
    }

    private static void Touch(ActivityContext context) => context.IsTouched = true;
}
