using Asmex.Workflows.Calendars;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Web.Pages.Calendars;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Where a task is done, and where its day is explained.</summary>
internal static class TaskLinks
{
    public static string Do(TaskKind kind, Guid id, Guid? planId) => kind switch
    {
        TaskKind.PreparePlan => $"plans/{planId}/prepare",
        TaskKind.ValidatePlan => $"plans/{planId}/validate",
        _ => $"tasks/{id}",
    };

    public static string? Why(DateRule? rule, int calendarVersion) => rule is null ? null : WhyAddress.Of(rule, calendarVersion);

    /// <summary>The plan or action a task belongs to.</summary>
    public static string? Above(Guid? planId, Guid? actionId) => actionId is { } action ? $"actions/{action}" : planId is { } plan ? $"plans/{plan}" : null;
}
