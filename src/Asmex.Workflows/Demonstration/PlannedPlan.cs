using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Demonstration;

/// <summary>What the demonstration tells of one region: a plan that is over, one that runs, one that is being made.</summary>
/// <param name="Focus">What the region lives on, for the plan's summary.</param>
/// <param name="Next">How far next year's plan is: draft, submitted, sentBack; absent: not launched.</param>
internal sealed record RegionStory(string Region, string Focus, string? Next, IReadOnlyList<PlannedAction> Closed, IReadOnlyList<PlannedAction> Running)
{
    private const int LaunchOfClosed = -735;
    private const int LaunchOfRunning = -285;
    private const int LaunchOfNext = -19;

    public static IReadOnlyList<RegionStory> All() => EmbeddedData.Read<IReadOnlyList<RegionStory>>("demonstration-plans.data.json");

    public IEnumerable<PlannedPlan> Plans(DateOnly today)
    {
        if (Closed.Count > 0)
        {
            yield return new PlannedPlan(this, today.Year - 1, today.AddDays(LaunchOfClosed), Closed, "closed");
        }

        if (Running.Count > 0)
        {
            yield return new PlannedPlan(this, today.Year, today.AddDays(LaunchOfRunning), Running, "running");
        }

        if (Next is not null)
        {
            // Next year's plan takes up this year's actions, a year on.
            yield return new PlannedPlan(this, today.Year + 1, today.AddDays(LaunchOfNext), [.. Running.Select(a => a.YearOn())], Next);
        }
    }
}

/// <param name="Start">In days from today, as <paramref name="Fixed"/>.</param>
/// <param name="Edition">With <c>{y}</c> for the year of its day.</param>
internal sealed record PlannedAction(string Type, string Edition, int Start, int? Fixed, decimal Budget)
{
    private const int Year = 365;
    private const int EarliestOfNext = 45;

    public DateOnly StartsOn(DateOnly today) => today.AddDays(Start);

    public DateOnly? FixedOn(DateOnly today) => Fixed is { } days ? today.AddDays(days) : null;

    public string EditionOn(DateOnly today) =>
        Edition.Replace("{y}", (FixedOn(today) ?? StartsOn(today)).Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public PlannedAction YearOn() => this with { Start = Math.Max(Start + Year, EarliestOfNext), Fixed = Fixed + Year };
}

/// <param name="Until">closed, running, or how far its making is.</param>
internal sealed record PlannedPlan(RegionStory Story, int Year, DateOnly LaunchOn, IReadOnlyList<PlannedAction> Actions, string Until)
{
    public decimal Budget => Math.Ceiling(Actions.Sum(a => a.Budget) * 1.08m / 10_000) * 10_000;
}
