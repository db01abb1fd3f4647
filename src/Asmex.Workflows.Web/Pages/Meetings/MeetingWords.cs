using Asmex.Workflows.Formats;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Meetings;

/// <summary>How pages speak of meetings.</summary>
internal static class MeetingWords
{
    /// <summary>Which of its days a month offers to choose from.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [1, 2, 3, 4, 5, -2, -1];

    public static string Say(this Words words, MeetingRule rule) =>
        words["Meeting.Rule", words["Meeting.Every" + rule.EveryMonths], words["Meeting.Nth" + rule.Number], words.SayDay(rule.Weekday)];

    public static string SayDay(this Words words, DayOfWeek? day) => day is { } weekday ? Dates.DayName(weekday, words.Language) : words["Meeting.WorkingDay"];

    public static string SayPlace(this Words words, Meeting meeting) => meeting.Region is { } region ? words[RegionCatalog.NameOf(region)] : words["Meeting.WholeHouse"];

    public static StateKind KindOf(this Meeting meeting, DateOnly today) => meeting.Status switch
    {
        MeetingStatus.Held => StateKind.Done,
        MeetingStatus.Cancelled => StateKind.Problem,
        _ when meeting.On < today => StateKind.Late,
        _ => StateKind.Waiting,
    };

    public static string SayState(this Words words, Meeting meeting, DateOnly today) => meeting.Status switch
    {
        MeetingStatus.Held => words["Meeting.StateHeld"],
        MeetingStatus.Cancelled => words["Meeting.StateCancelled"],
        _ when meeting.On < today => words["Meeting.StateNoMinutes"],
        _ => words["Meeting.StatePlanned"],
    };
}
