using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Running;

/// <summary>The engine, its activities and the verbs that run it.</summary>
public static class RunningSetup
{
    public static IServiceCollection AddRunning(this IServiceCollection services)
    {
        var house = typeof(WorkflowsDbContext).Assembly;
        services.AddSingleton(BurstLimits.Default);
        services.AddSingleton(_ => new ActivityCatalog(house));
        services.AddSingleton<WorkflowEngine>();
        services.AddSingleton<Definitions>();
        services.AddScoped<Bursts>().AddScoped<TakenForms>();
        services.AddVerbs(house);
        services.AddOptions<RunningOptions>().BindConfiguration(RunningOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
