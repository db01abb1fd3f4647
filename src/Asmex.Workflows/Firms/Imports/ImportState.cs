namespace Asmex.Workflows.Firms.Imports;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>The file is here; which column says what is to be settled.</summary>
    Taken,

    /// <summary>Its rows are being judged.</summary>
    Checking,

    /// <summary>Every row has its verdict; nothing is in the registry yet.</summary>
    Checked,
    Committing,

    /// <summary>Stopped by a person with part of the rows in the registry; it may go on or be undone.</summary>
    Stopped,
    Committed,
    Undoing,
    Undone,

    /// <summary>An error that nobody expected ended its work; what is in the registry may be undone.</summary>
    Failed,
}
