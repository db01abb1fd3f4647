using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>What an activity may see and do while it runs.</summary>
public sealed class ActivityContext
{
    /// <summary>The id of this execution: deterministic in instance, activity and round; also the id of its first bookmark.</summary>
    public string ExecutionId => throw new NotImplementedException();

    public string InstanceId => throw new NotImplementedException();
    public string? CorrelationId => throw new NotImplementedException();
    public string ActivityId => throw new NotImplementedException();
    public string NodeId => throw new NotImplementedException();
    public DateTimeOffset Now => throw new NotImplementedException();

    /// <summary>Evaluates an input; the default of <typeparamref name="T"/> when the definition gives none.</summary>
    public T? Get<T>(Input<T>? input) => throw new NotImplementedException();

    /// <summary>Sets the variable an output is bound to; nothing when it is bound to none.</summary>
    public void Set<T>(Output<T>? output, T? value) => throw new NotImplementedException();

    /// <summary>A value the instance was started with.</summary>
    public JsonNode? WorkflowInput(string name) => throw new NotImplementedException();

    public void Add(Effect effect) => throw new NotImplementedException();
}
