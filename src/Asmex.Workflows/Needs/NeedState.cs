namespace Asmex.Workflows.Needs;

public enum NeedState
{
    Stated,
    Closed,
}
