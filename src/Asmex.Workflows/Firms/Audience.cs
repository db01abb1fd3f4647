namespace Asmex.Workflows.Firms;

/// <summary>The firms that an outreach is meant for; each criterion that is given narrows it, one that is absent or empty does not.</summary>
/// <param name="Regions">Codes.</param>
/// <param name="Sectors">Keys.</param>
/// <param name="FirmIds">Firms picked by hand.</param>
/// <param name="Segments">Segments that somebody saved: a firm of any of them.</param>
/// <param name="Language">Only people who read this language.</param>
public sealed record Audience(
    IReadOnlyList<string>? Regions = null,
    IReadOnlyList<string>? Sectors = null,
    IReadOnlyList<ExportStatus>? Statuses = null,
    IReadOnlyList<Guid>? FirmIds = null,
    string? Language = null,
    IReadOnlyList<Guid>? Segments = null)
{
    /// <summary>True when nothing narrows it: that would be every firm, which nobody means.</summary>
    public bool IsEverybody => Regions is not { Count: > 0 } && Sectors is not { Count: > 0 } && Statuses is not { Count: > 0 } && FirmIds is not { Count: > 0 }
        && Segments is not { Count: > 0 };
}
