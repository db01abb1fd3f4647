using Asmex.Workflows.People;

namespace Asmex.Workflows.Running;

/// <summary>Who sees and changes definitions and what runs on them.</summary>
public static class WorkflowRights
{
    public static bool WritesDefinitions(this Actor actor) => actor.Is(Roles.Coordinator) || actor.Is(Roles.Administrator);

    public static bool ReadsDefinitions(this Actor actor) => actor.WritesDefinitions() || actor.Is(Roles.Auditor);

    /// <summary>Those that this person may look into: a coordinator's are those of the regions, an administrator's and an auditor's all.</summary>
    public static IQueryable<WorkflowInstance> SeenBy(this IQueryable<WorkflowInstance> instances, Actor actor)
    {
        if (actor.Is(Roles.Administrator) || actor.Is(Roles.Auditor) || actor.All.Any(h => h is { Role: Roles.Coordinator, Region: null }))
        {
            return instances;
        }

        var regions = actor.All.Where(h => h.Role == Roles.Coordinator).Select(h => h.Region!).ToList();
        return instances.Where(i => i.Region != null && regions.Contains(i.Region));
    }
}
