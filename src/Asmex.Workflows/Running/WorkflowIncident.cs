namespace Asmex.Workflows.Running;

/// <summary>What stopped an instance and waits for a person; holds the answer that failed, so that it can be given again.</summary>
public sealed class WorkflowIncident
{
    private WorkflowIncident()
    {
    }

    public WorkflowIncident(string instanceId, Engine.Execution.Incident incident, string? answer)
    {
        (InstanceId, ActivityId, NodeId, Type, Message) = (instanceId, incident.ActivityId, incident.NodeId, incident.Type, incident.Message);
        (BookmarkId, Answer, At) = (incident.BookmarkId, answer, incident.At);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string InstanceId { get; private init; } = "";
    public string ActivityId { get; private init; } = "";
    public string NodeId { get; private init; } = "";
    public string Type { get; private init; } = "";
    public string Message { get; private init; } = "";
    public string? BookmarkId { get; private init; }

    /// <summary>The answer that failed, as JSON.</summary>
    public string? Answer { get; private init; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? ResolvedBy { get; private set; }

    /// <summary>How: <c>retry</c>, <c>skip</c> or <c>cancel</c>.</summary>
    public string? Resolution { get; private set; }

    public bool IsOpen => ResolvedAt is null;

    public void Resolve(string how, string by, DateTimeOffset at) => (Resolution, ResolvedBy, ResolvedAt) = (how, by, at);
}
