namespace Asmex.Workflows.Engine.Activities;

/// <summary>Where one execution of an activity stands; Elsa's names.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}
