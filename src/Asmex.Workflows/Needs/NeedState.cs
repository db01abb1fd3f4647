namespace Asmex.Workflows.Needs;

/// <summary>Where a need stands.</summary>
public enum NeedState
{
    /// <summary>Nobody has looked at it yet.</summary>
    Stated,

    /// <summary>Looked at, and perhaps given to a task or an action.</summary>
    InHand,

    /// <summary>Before the Centre.</summary>
    Escalated,

    /// <summary>The Centre has said what it does; the delegation goes on from there.</summary>
    Decided,
    Closed,
}
