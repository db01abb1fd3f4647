using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Outreach.Contacts;

/// <summary>How often firms are written to, and who approves; bound from the section <c>Outreach</c> and checked at start.</summary>
public sealed class OutreachOptions
{
    public const string Section = "Outreach";

    /// <summary>The most letters of outreach, reminders included, that one firm gets in <see cref="WithinDays"/>. Defaults to 4.</summary>
    [Range(1, 100)] public int MostLetters { get; set; } = 4;

    /// <summary>The days in which <see cref="MostLetters"/> counts. Defaults to 30.</summary>
    [Range(1, 366)] public int WithinDays { get; set; } = 30;

    /// <summary>The days in which two plans, or a plan and a campaign, do not both write to one firm unless a coordinator releases it; 0 lets them. Defaults to 7.</summary>
    [Range(0, 366)] public int DaysBetweenPlans { get; set; } = 7;

    /// <summary>Days on which no letter of outreach leaves, besides Sundays and days off. Defaults to none.</summary>
    public IReadOnlyList<DateOnly> QuietDays { get; set; } = [];

    /// <summary>The role that approves text and audience of a campaign. Defaults to <c>direction</c>.</summary>
    [AllowedValues("coordinator", "commission", "direction", "treasurer", "board")] public string ApprovedBy { get; set; } = "direction";

    /// <summary>Working days in which the approval is due. Defaults to 3.</summary>
    [Range(1, 60)] public int ApprovalDays { get; set; } = 3;

    /// <summary>The days after its start on which the letters of a campaign may still leave; what has not left then is withheld. Defaults to 14.</summary>
    [Range(1, 90)] public int SendWithinDays { get; set; } = 14;

    /// <summary>How many letters of a campaign are written in one transaction. Defaults to 250.</summary>
    [Range(1, 5_000)] public int LettersAtOnce { get; set; } = 250;
}
