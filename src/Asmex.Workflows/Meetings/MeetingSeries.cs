using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>A meeting that comes again, such as the Conseil des Régions: who is invited, by which rule, where.</summary>
public sealed class MeetingSeries
{
    public const int LongestTitle = 200;
    public const int MostPoints = 30;

    private MeetingSeries()
    {
    }

    public MeetingSeries(MeetingSeriesDraft draft, Actor by, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(draft.Title) || draft.Title.Trim().Length > LongestTitle)
        {
            throw new RuleBrokenException("Meetings.TitleNeeded", LongestTitle);
        }

        if (draft.Ends <= draft.Starts)
        {
            throw new RuleBrokenException("Meetings.EndsBeforeItStarts");
        }

        if (draft.Roles.Count == 0 || draft.Roles.Any(r => !Roles.OfAccounts.Contains(r)))
        {
            throw new RuleBrokenException("Meetings.NobodyInvited");
        }

        (Title, Region, Rule, NextMonth) = (new Wording(draft.Title.Trim()), draft.Region, draft.Rule.Checked(), new DateOnly(draft.From.Year, draft.From.Month, 1));
        (Starts, Ends, Place, Invited) = (draft.Starts, draft.Ends, draft.Place?.Trim() ?? "", [.. draft.Roles.Distinct()]);
        Points = [.. draft.Points.Select(p => p.Trim()).Where(p => p.Length > 0).Take(MostPoints)];
        (MadeById, MadeBy, MadeAt) = (by.PersonId, by.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Wording Title { get; private init; } = new("");

    /// <summary>The region it belongs to; the whole house when absent.</summary>
    public string? Region { get; private init; }
    public MeetingRule Rule { get; private init; } = new(3, 1);
    public TimeOnly Starts { get; private init; }
    public TimeOnly Ends { get; private init; }
    public string Place { get; private init; } = "";

    /// <summary>The roles whose holders of the day are invited to each meeting.</summary>
    public IReadOnlyList<string> Invited { get; private init; } = [];

    /// <summary>What stands on every agenda.</summary>
    public IReadOnlyList<string> Points { get; private init; } = [];

    /// <summary>The first day of the month whose meeting is not convened yet.</summary>
    public DateOnly NextMonth { get; private init; }
    public Guid? MadeById { get; private init; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>No further meeting is convened; those that are stay.</summary>
    public void End(DateTimeOffset at) => EndedAt ??= at;

    /// <summary>True when this person convenes it: the Centre, and the delegate of its region.</summary>
    public bool IsRunBy(Actor actor) => MayRun(actor, Region);

    public static bool MayRun(Actor actor, string? region) =>
        actor.Is(Roles.Coordinator, region) || actor.Is(Roles.Direction, region) || (region is not null && actor.Is(Roles.Delegate, region));
}

/// <summary>What somebody who convenes a series typed.</summary>
/// <param name="From">Any day of the first month.</param>
public sealed record MeetingSeriesDraft(string? Title, string? Region, MeetingRule Rule, DateOnly From, TimeOnly Starts, TimeOnly Ends, string? Place, IReadOnlyList<string> Roles)
{
    public IReadOnlyList<string> Points { get; init; } = [];
}
