namespace Asmex.Workflows.People;

/// <summary>Someone absent today, whose deputy acts for them.</summary>
/// <param name="Holdings">What the deputy may do for them: administration and audit stay with the person.</param>
public sealed record Principal(Guid Id, string Name, IReadOnlyList<Holding> Holdings)
{
    public static Principal Of(Person person, DateOnly today) => new(person.Id, person.Name,
        [.. person.Appointments.Where(a => a.HoldsOn(today) && a.Role is not (Roles.Administrator or Roles.Auditor)).Select(a => new Holding(a.Role, a.Region))]);

    public bool Holds(string role, string? region) => Holdings.Any(h => h.IsFor(role, region));
}
