using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>The journal of an instance as an Elsa server tells it: one record an execution, one line an event.</summary>
internal sealed class InstanceLog
{
    private readonly Dictionary<string, ExecutionRecord> _records = [];
    private readonly List<LogLine> _lines = [];

    private InstanceLog(WorkflowInstance instance) => Instance = instance;

    public WorkflowInstance Instance { get; }

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyCollection<ExecutionRecord> Records => _records.Values;

    public IReadOnlyList<LogLine> Lines => _lines;

    public static async Task<InstanceLog> ReadAsync(WorkflowInstance instance, WorkflowsDbContext db, CancellationToken cancellation)
    {
        var log = new InstanceLog(instance);
        var bursts = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.InstanceId == instance.Id).OrderBy(e => e.Number).Select(e => new { e.At, e.Executions }).ToListAsync(cancellation);
        var waiting = (await db.Set<WaitingBookmark>().Where(b => b.InstanceId == instance.Id).Select(b => b.NodeId).ToListAsync(cancellation)).ToHashSet();
        var stopped = (await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ResolvedAt == null).Select(i => i.NodeId).ToListAsync(cancellation)).ToHashSet();
        foreach (var burst in bursts)
        {
            foreach (var execution in ExecutionRecords.Read(burst.Executions))
            {
                log.Take(execution, burst.At);
            }
        }

        foreach (var record in log._records.Values.Where(r => r.Execution.CompletedAt is null))
        {
            record.Waits = waiting.Contains(record.Execution.NodeId);
            record.HasIncident = stopped.Contains(record.Execution.NodeId);
        }

        return log;
    }

    public ExecutionRecord? Find(string executionId) => _records.GetValueOrDefault(executionId);

    /// <summary>From the workflow itself down to this execution.</summary>
    public IEnumerable<ExecutionRecord> StackOf(ExecutionRecord record) =>
        record.Execution.ParentId is { } parent && Find(parent) is { } around ? StackOf(around).Append(record) : [record];

    private void Take(ActivityExecution execution, DateTimeOffset at)
    {
        if (_records.TryGetValue(execution.Id, out var known))
        {
            known.Execution = execution;
        }
        else
        {
            _records.Add(execution.Id, new ExecutionRecord(Instance.Id, execution));
            Add(execution, execution.StartedAt, "Started");
        }

        if (execution.Status is nameof(ActivityStatus.Running))
        {
            Add(execution, at, known is null && execution.Type is not ("Elsa.Workflow" or "Elsa.Flowchart" or "Elsa.Sequence") ? "Suspended" : null);
        }
        else if (execution.Status is not nameof(ActivityStatus.Pending))
        {
            Add(execution, execution.CompletedAt ?? at, execution.Status);
        }
    }

    private void Add(ActivityExecution execution, DateTimeOffset at, string? eventName)
    {
        if (eventName is not null)
        {
            _lines.Add(new LogLine(_lines.Count, execution, at, eventName));
        }
    }
}

/// <summary>One execution of one activity, as it stands.</summary>
internal sealed class ExecutionRecord(string instanceId, ActivityExecution execution)
{
    public string InstanceId => instanceId;
    public ActivityExecution Execution { get; set; } = execution;

    /// <summary>True while a bookmark of it waits.</summary>
    public bool Waits { get; set; }

    /// <summary>True while an incident of it waits for a person.</summary>
    public bool HasIncident { get; set; }

    public bool IsFaulted => HasIncident || Execution.Status == nameof(ActivityStatus.Faulted);
}

/// <summary>One event of an execution.</summary>
internal sealed record LogLine(int Sequence, ActivityExecution Execution, DateTimeOffset At, string EventName);
