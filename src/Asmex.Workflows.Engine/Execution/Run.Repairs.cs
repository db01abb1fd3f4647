using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>What a person may do to an instance that stopped.</summary>
internal sealed partial class Run
{
    /// <summary>Takes up a workflow that a faulted activity stopped.</summary>
    public ActivityContext TakeUp(string nodeId)
    {
        var faulted = _contexts.Find(c => c.Node.NodeId == nodeId && c.Status == ActivityStatus.Faulted)
            ?? throw new InvalidOperationException($"Activity '{nodeId}' of instance '{InstanceId}' is not faulted.");
        if (!_contexts.Exists(c => c != faulted && c.Status == ActivityStatus.Faulted))
            SubStatus = WorkflowSubStatus.Executing;
        return faulted;
    }

    public void RunAgain(ActivityContext faulted)
    {
        Begin(faulted.Node);
        End(faulted, ActivityStatus.Canceled);
        Schedule(new WorkItem(faulted.Node, faulted.Parent!, faulted.CameBack, faulted.Slots));
        Drain();
    }

    public void LeaveBy(ActivityContext faulted, IReadOnlyList<string> outcomes)
    {
        Begin(faulted.Node);
        faulted.Status = ActivityStatus.Running;
        Complete(faulted, outcomes.Count == 0 ? Outcome.DoneNames : outcomes);
        Drain();
    }

    public void ChangeVariable(string name, JsonNode? value)
    {
        var slot = Root.FindVariableByName(name) ?? throw new ArgumentException($"The workflow has no variable '{name}'.", nameof(name));
        try
        {
            slot.Set(Values.FromJson(value?.DeepClone()));
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"Variable '{name}' cannot hold the value: {problem.Message}", nameof(value), problem);
        }
    }
}
