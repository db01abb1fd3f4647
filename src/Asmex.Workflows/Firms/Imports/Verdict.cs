namespace Asmex.Workflows.Firms.Imports;

/// <summary>What becomes of a row; where several fit, the last of them counts.</summary>
public enum Verdict
{
    /// <summary>A firm the registry does not know.</summary>
    New,

    /// <summary>Taken, but part of it could not be used or should be looked at.</summary>
    Warn,

    /// <summary>A known firm, with other data.</summary>
    Update,

    /// <summary>A known firm, and nothing that is not known.</summary>
    Duplicate,

    /// <summary>Not taken.</summary>
    Reject,
}
