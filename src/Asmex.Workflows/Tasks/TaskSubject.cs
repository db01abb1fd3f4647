using Asmex.Workflows.Audit;

namespace Asmex.Workflows.Tasks;

internal static class TaskSubject
{
    public static Subject About(this PlanTask task) => new(task.Region, task.PlanId, task.ActionId, task.Id, InstanceId: task.InstanceId);
}
