using System.ComponentModel.DataAnnotations;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Running;

/// <summary>How long an instance that has ended is kept with its journal and incidents; bound from <c>Workflows:Retention</c>. The history of
/// people's acts, tasks and letters is not touched.</summary>
public sealed class RetentionOptions
{
    /// <summary>For instances that ended by themselves. Absent, the default: for ever.</summary>
    public TimeSpan? Finished { get; set; }

    /// <summary>For those that were cancelled. Absent, the default: for ever.</summary>
    public TimeSpan? Cancelled { get; set; }

    /// <summary>For those that a fault stopped; while an incident of one is open, it is kept. Absent, the default: for ever.</summary>
    public TimeSpan? Faulted { get; set; }

    /// <summary>How many instances one transaction removes: no lock is held for longer than that takes. Defaults to 200.</summary>
    [Range(1, 10_000)] public int Batch { get; set; } = 200;

    internal TimeSpan? Of(WorkflowSubStatus state) => state switch
    {
        WorkflowSubStatus.Finished => Finished,
        WorkflowSubStatus.Cancelled => Cancelled,
        WorkflowSubStatus.Faulted => Faulted,
        _ => null,
    };
}
