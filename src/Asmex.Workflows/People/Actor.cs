namespace Asmex.Workflows.People;

/// <summary>Who does something now: a person with the roles of today, a guest or a firm by a link, or the house itself.</summary>
/// <param name="PersonId">Absent for guests, firms and the house.</param>
/// <param name="Name">As the history shows it.</param>
/// <param name="Holdings">Role and region (absent: all regions), as held today.</param>
public sealed record Actor(Guid? PersonId, string Name, string Language, IReadOnlyList<Holding> Holdings)
{
    /// <summary>Those absent today who named this person their deputy.</summary>
    public IReadOnlyList<Principal> Principals { get; init; } = [];

    /// <summary>For whom this very act is done; absent: for oneself.</summary>
    public Principal? OnBehalfOf { get; private init; }

    /// <summary>The house: timers, reminders, sweeps.</summary>
    public static Actor House { get; } = new(null, "ASMEX", "fr", []);

    /// <summary>Someone without an account who came by a personal link.</summary>
    public static Actor Guest(string name, string language) => new(null, name, language, []);

    public static Actor Of(Person person, DateOnly today) =>
        new(person.Id, person.Name, person.Language, [.. person.Appointments.Where(a => a.HoldsOn(today)).Select(a => new Holding(a.Role, a.Region))]);

    public bool Is(string role) => All.Any(h => h.Role == role);

    /// <summary>True when the role is held for this region, or for all; by oneself or by someone absent.</summary>
    public bool Is(string role, string? region) => Holds(role, region) || Principals.Any(p => p.Holds(role, region));

    /// <summary>The same by oneself alone.</summary>
    public bool Holds(string role, string? region) => Holdings.Any(h => h.IsFor(role, region));

    /// <summary>True for oneself, and for those one is deputy of.</summary>
    public bool ActsAs(Guid? personId) => personId is { } id && (id == PersonId || Principals.Any(p => p.Id == id));

    /// <summary>The same person, doing something for someone absent.</summary>
    public Actor For(Principal absent) => this with { OnBehalfOf = absent };

    /// <summary>True when a role of today is one to work for this region, not only to administrate or to read.</summary>
    public bool WorksFor(string region) => All.Any(h => h.Role is not (Roles.Administrator or Roles.Auditor) && (h.Region is null || h.Region == region));

    public bool IsManager => All.Any(h => Roles.OfManagers.Contains(h.Role));

    /// <summary>True when the person reads every region.</summary>
    public bool SeesAllRegions => All.Any(h => h.Region is null);

    /// <summary>The regions this person may see when not all.</summary>
    public IReadOnlyList<string> Regions => [.. All.Select(h => h.Region).OfType<string>().Distinct()];

    /// <summary>What this person may do today, by themselves or for someone absent.</summary>
    public IEnumerable<Holding> All => Principals.Aggregate(Holdings.AsEnumerable(), (all, p) => all.Concat(p.Holdings));

    public bool Sees(string region) => SeesAllRegions || Regions.Contains(region);
}

/// <summary>A role held today, in one region or (null) in all.</summary>
public sealed record Holding(string Role, string? Region)
{
    /// <summary>True when it is this role, for this region or for all.</summary>
    public bool IsFor(string role, string? region) => Role == role && (Region is null || Region == region);
}
