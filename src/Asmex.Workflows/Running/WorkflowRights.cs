using Asmex.Workflows.People;

namespace Asmex.Workflows.Running;

/// <summary>Who sees and changes definitions and what runs on them.</summary>
public static class WorkflowRights
{
    public static bool WritesDefinitions(this Actor actor) => actor.Is(Roles.Coordinator) || actor.Is(Roles.Administrator);

    public static bool ReadsDefinitions(this Actor actor) => actor.WritesDefinitions() || actor.Is(Roles.Auditor);

    private static readonly string[] _looking = [Roles.Administrator, Roles.Auditor, Roles.Coordinator];

    /// <summary>Those that this person may look into: who coordinates, administrates or audits for regions sees those of the regions, for all of them everything.</summary>
    public static IQueryable<WorkflowInstance> SeenBy(this IQueryable<WorkflowInstance> instances, Actor actor)
    {
        var regions = actor.All.Where(h => _looking.Contains(h.Role)).Select(h => h.Region).ToList();
        return regions.Contains(null) ? instances : instances.Where(i => i.Region != null && regions.Contains(i.Region));
    }
}
