namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>The five states, the same everywhere.</summary>
public enum StateKind
{
    ToDo,
    Waiting,
    Late,
    Done,
    Problem,
}
