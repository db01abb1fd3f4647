namespace Asmex.Workflows.Firms.Merging;

/// <summary>What became of two files that may be one firm.</summary>
public enum PairState
{
    /// <summary>Nobody has looked yet.</summary>
    Open,

    /// <summary>A person said that they are two firms: they are not shown again.</summary>
    NotSame,
    Merged,
}
