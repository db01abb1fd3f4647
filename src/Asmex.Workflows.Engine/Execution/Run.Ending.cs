using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>How an execution ends, and whom that concerns.</summary>
internal sealed partial class Run
{
    public void Complete(ActivityContext context, IReadOnlyList<string> outcomes)
    {
        if (context.Status != ActivityStatus.Running)
            return;
        context.IsEnding = true;
        CancelChildren(context);
        End(context, ActivityStatus.Completed);
        context.Outcomes = outcomes;
        var parent = context.Parent;
        if (parent is { Status: ActivityStatus.Running, Node.Activity: IComposite composite })
            Apply(parent, Begin(parent.Node) ?? composite.ChildDone(parent, context, outcomes));
        BurnAll(context);
    }

    public void Cancel(ActivityContext context)
    {
        if (context.Status is not (ActivityStatus.Running or ActivityStatus.Faulted))
            return;
        context.IsEnding = true;
        CancelChildren(context);
        End(context, ActivityStatus.Canceled);
        BurnAll(context);
        if (context.Parent is { Status: ActivityStatus.Running, IsEnding: false, Node.Activity: Flowchart flowchart } parent && SubStatus != WorkflowSubStatus.Cancelled)
        {
            // Who cancels goes on afterwards.
            var around = Current;
            Apply(parent, Begin(parent.Node) ?? flowchart.ChildCanceled(parent, context));
            Current = around;
        }
    }

    /// <summary>Ends the nearest composite around the activity that answers to <c>Complete</c>: a definition used as an activity, or the workflow.</summary>
    public void CompleteComposite(ActivityContext from, IReadOnlyList<string> outcomes)
    {
        for (var around = from.Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Activity is IBreakable { EndsBreak: true })
                Cancel(around);
            if (around.Node.Activity is not (DefinitionActivity or WorkflowActivity))
                continue;
            Complete(around, outcomes);
            return;
        }
    }

    /// <summary>True while something inside the flowchart runs or is scheduled.</summary>
    public bool HasPendingWork(ActivityContext flowchart)
    {
        foreach (var child in flowchart.Children)
            if (child.Status == ActivityStatus.Running)
                return true;
        foreach (var item in _queue)
            for (var owner = item.Owner; owner is not null; owner = owner.Parent)
                if (owner == flowchart)
                    return true;
        return false;
    }

    public bool IsScheduled(ActivityContext owner, ActivityNode node)
    {
        foreach (var item in _queue)
            if (item.Owner == owner && item.Node == node)
                return true;
        return false;
    }

    /// <summary>True while one of these children runs or is scheduled.</summary>
    public bool IsUnderWay(ActivityContext owner, IReadOnlySet<ActivityNode> nodes)
    {
        foreach (var child in owner.Children)
            if (nodes.Contains(child.Node))
                return true;
        foreach (var item in _queue)
            if (item.Owner == owner && nodes.Contains(item.Node))
                return true;
        return false;
    }

    private void CancelChildren(ActivityContext context)
    {
        if (context.Children.Count == 0)
            return;
        foreach (var child in context.Children.ToArray())
            Cancel(child);
    }

    private void End(ActivityContext context, ActivityStatus status)
    {
        context.Status = status;
        context.CompletedAt = Now;
        context.Parent?.Children.Remove(context);
        Touch(context);
        _live--;
    }

    private void Fault(ActivityContext context, Outcome.Faulted fault)
    {
        context.Status = ActivityStatus.Faulted;
        Touch(context);
        Incidents.Add(new Incident(context.Node.Id, context.Node.NodeId, context.Node.Type, fault.Message, null, Now, fault.Detail));
        if (!IsOver)
            SubStatus = WorkflowSubStatus.Faulted;
    }
}
