namespace Asmex.Workflows.Tasks;

/// <summary>Names of the places a file of a task can hang on, beside the fields of its form.</summary>
public static class TaskFiles
{
    public const string Evidence = "evidence";

    /// <summary>What belongs to the task as a whole.</summary>
    public const string Attached = "attached";

    /// <summary>Where faults of the checklist hang.</summary>
    public const string Checklist = "checklist";
}
