using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>A role that a person holds, in one region or in all, between two dates (both included).</summary>
public sealed class Appointment
{
    private Appointment()
    {
    }

    public Appointment(Guid personId, string role, string? region, DateOnly from, DateOnly? until)
    {
        if (!Roles.OfAccounts.Contains(role))
        {
            throw new ArgumentException($"There is no role '{role}'.", nameof(role));
        }

        region = string.IsNullOrWhiteSpace(region) ? null : region;
        if (role == Roles.Delegate && region is null)
        {
            throw new RuleBrokenException("People.DelegateNeedsRegion");
        }

        if (until < from)
        {
            throw new RuleBrokenException("People.EndsBeforeItBegins", from, until);
        }

        (PersonId, Role, Region, From, Until) = (personId, role, region, from, until);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PersonId { get; private init; }
    public string Role { get; private init; } = "";
    public string? Region { get; private init; }
    public DateOnly From { get; private init; }
    public DateOnly? Until { get; private set; }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);

    public bool HoldsDuring(DateOnly from, DateOnly? until) => (Until is null || from <= Until) && (until is null || From <= until);

    /// <summary>Makes a day the last one on which the role is held.</summary>
    internal void EndOn(DateOnly lastDay)
    {
        if (lastDay < From)
        {
            throw new RuleBrokenException("People.EndsBeforeItBegins", From, lastDay);
        }

        Until = lastDay;
    }
}
