namespace Asmex.Workflows.Firms.Imports;

/// <summary>What was done with a row.</summary>
public enum RowOutcome
{
    Pending,
    Created,
    Updated,

    /// <summary>The registry has changed since the dry run: it holds the firm now.</summary>
    Skipped,
    Undone,

    /// <summary>An undo left the firm, because it was changed or used since.</summary>
    Kept,
}
