namespace Asmex.Workflows.Calendars;

/// <summary>How sure a date of the lunar year is, until the moon was seen.</summary>
public enum Certainty
{
    /// <summary>Computed: the calendar of Umm al-Qura and one day.</summary>
    Estimate,

    /// <summary>Printed somewhere, not yet proclaimed.</summary>
    Forecast,

    /// <summary>Proclaimed by the ministry, or never in doubt.</summary>
    Observed,
}
