namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What the pages of tasks and decisions read with.</summary>
internal static class TaskPagesSetup
{
    public static IServiceCollection AddTaskPages(this IServiceCollection services) => services
        .AddScoped<WorkNames>().AddScoped<Inbox>().AddScoped<TaskSheets>().AddScoped<FirmChoices>().AddScoped<TaskDesk>().AddScoped<TaskPlaces>()
        .AddScoped<Approvals.ApprovalSheets>().AddScoped<Approvals.Sights>();
}
