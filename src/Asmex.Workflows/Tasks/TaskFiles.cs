namespace Asmex.Workflows.Tasks;

/// <summary>Names of the places a file of a task can hang on, beside the fields of its form.</summary>
public static class TaskFiles
{
    public const string Evidence = "evidence";
}
