namespace Asmex.Workflows.Needs;

public enum NeedUrgency
{
    Low,
    Normal,
    High,
}
