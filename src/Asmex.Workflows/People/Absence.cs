using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>Days on which a person is away (both included), and who acts for them meanwhile. The rights go and come back with the days.</summary>
public sealed class Absence
{
    /// <summary>A longer one is a change of role, not an absence.</summary>
    public const int MostDays = 366;

    private Absence()
    {
    }

    public Absence(Guid personId, Guid? deputyId, DateOnly from, DateOnly until, DateOnly today)
    {
        if (until < from)
        {
            throw new RuleBrokenException("Absences.EndsBeforeItBegins", from, until);
        }

        if (until < today)
        {
            throw new RuleBrokenException("Absences.Past", until);
        }

        if (until.DayNumber - from.DayNumber >= MostDays)
        {
            throw new RuleBrokenException("Absences.TooLong", MostDays);
        }

        if (deputyId == personId)
        {
            throw new RuleBrokenException("Absences.OwnDeputy");
        }

        (PersonId, DeputyId, From, Until) = (personId, deputyId, from, until);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; private init; }
    public Guid? DeputyId { get; private init; }
    public DateOnly From { get; private init; }
    public DateOnly Until { get; private set; }

    /// <summary>True for oneself; for others by the administration, and by the coordination: that of a region for people of this region alone.</summary>
    public static bool MayRecord(Actor actor, Person person, DateOnly today)
    {
        var regions = person.Appointments.Where(a => a.HoldsOn(today)).Select(a => a.Region).Distinct().ToList();
        return person.Id == actor.PersonId || actor.Is(Roles.Administrator)
            || actor.All.Any(h => h.Role == Roles.Coordinator && (h.Region is null || (regions is [var only] && only == h.Region)));
    }

    public bool Covers(DateOnly day) => From <= day && day <= Until;

    /// <summary>The person is back on this day.</summary>
    public void EndBefore(DateOnly back)
    {
        if (back > Until)
        {
            throw new RuleBrokenException("Absences.Over", Until);
        }

        Until = back.AddDays(-1);
    }
}
