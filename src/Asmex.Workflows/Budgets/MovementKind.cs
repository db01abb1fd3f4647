namespace Asmex.Workflows.Budgets;

/// <summary>What a movement does to its envelope.</summary>
public enum MovementKind
{
    /// <summary>Money comes in (or goes out, negative) by a decision.</summary>
    Allot,

    /// <summary>Money comes from another envelope (or goes there, negative).</summary>
    Transfer,

    /// <summary>A request was made.</summary>
    Reserve,

    /// <summary>A request was refused, sent back or expired.</summary>
    Unreserve,

    /// <summary>A request was approved: reserved becomes committed.</summary>
    Commit,

    /// <summary>An invoice: committed becomes spent.</summary>
    Spend,

    /// <summary>What a commitment no longer needs is free again.</summary>
    Release,

    /// <summary>An invoice was booked wrongly: the difference, with its sign.</summary>
    Correct,

    /// <summary>A partner promises to pay a part (or less than promised, negative).</summary>
    Promise,

    /// <summary>A partner has paid.</summary>
    Receive,
}
