using Asmex.Workflows.Tasks;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>On which page a task is done.</summary>
internal static class WorkLinks
{
    public static string Of(PlanTask task) => task.Kind switch
    {
        TaskKind.PreparePlan => $"plans/{task.PlanId}/prepare",
        TaskKind.ValidatePlan => $"plans/{task.PlanId}/validate",
        _ => $"tasks/{task.Id}",
    };
}
