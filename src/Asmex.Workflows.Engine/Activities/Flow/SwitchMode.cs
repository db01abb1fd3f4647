namespace Asmex.Workflows.Engine.Activities;

/// <summary>How many of the cases that match a switch follows.</summary>
internal enum SwitchMode
{
    MatchFirst,
    MatchAny,
}
