namespace Asmex.Workflows.Engine.Execution;

/// <summary>Keys by which the outside finds bookmarks without knowing their ids.</summary>
public static class Stimuli
{
    /// <summary>The key of a wait for an event of this name.</summary>
    public static string Event(string name) => "event:" + name;

    /// <summary>The key of a wait for the result of a task that <c>Elsa.RunTask</c> asked for.</summary>
    public static string Task(string taskId) => "task:" + taskId;
}
