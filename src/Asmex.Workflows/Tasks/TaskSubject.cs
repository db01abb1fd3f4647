using Asmex.Workflows.Audit;

namespace Asmex.Workflows.Tasks;

internal static class TaskSubject
{
    public static Subject About(this PlanTask task) => new(task.Region, task.PlanId, task.ActionId, task.Id, InstanceId: task.InstanceId);

    /// <summary>The page on which it is done.</summary>
    public static string Path(this PlanTask task) => task.Kind switch
    {
        TaskKind.PreparePlan => $"/plans/{task.PlanId}/prepare",
        TaskKind.ValidatePlan => $"/plans/{task.PlanId}/validate",
        _ => $"/tasks/{task.Id}",
    };
}
