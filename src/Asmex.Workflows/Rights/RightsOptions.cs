using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Rights;

/// <summary>How requests of persons about their data are kept; bound from the section <c>Rights</c> and checked at start.</summary>
public sealed class RightsOptions
{
    public const string Section = "Rights";

    /// <summary>In how many days after it came a request must be answered. Defaults to 10.</summary>
    [Range(1, 90)] public int DaysToAnswer { get; init; } = 10;

    /// <summary>After how many months the text of a letter is forgotten; its address, day and state stay. 0 never does. Defaults to 36.</summary>
    [Range(0, 240)] public int MonthsOfLetters { get; init; } = 36;

    /// <summary>After how many months the rows of an imported file are forgotten, and with them the undoing. 0 never does. Defaults to 12.</summary>
    [Range(0, 240)] public int MonthsOfImports { get; init; } = 12;
}
