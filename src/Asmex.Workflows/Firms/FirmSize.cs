namespace Asmex.Workflows.Firms;

/// <summary>By the number of people employed: below 10, below 50, below 250, and above.</summary>
public enum FirmSize
{
    Unknown,
    Micro,
    Small,
    Medium,
    Large,
}
