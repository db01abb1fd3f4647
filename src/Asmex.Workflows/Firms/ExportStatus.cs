namespace Asmex.Workflows.Firms;

/// <summary>Where a firm stands on its way abroad.</summary>
public enum ExportStatus
{
    Unknown,

    /// <summary>It sells at home only, and nothing says that it could do otherwise.</summary>
    NonExporter,

    /// <summary>It sells at home only, and could export.</summary>
    Potential,

    /// <summary>It exported for the first time.</summary>
    FirstTime,
    Regular,

    /// <summary>It exported once and stopped.</summary>
    Lapsed,
}
