namespace Asmex.Workflows.Rights;

public enum RightsState
{
    Open,
    Done,
    Refused,
}
