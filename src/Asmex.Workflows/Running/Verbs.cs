using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Running;

/// <summary>Finds the verbs (classes with a public <c>RunAsync</c>) and the effect handlers of an assembly and registers each, scoped.</summary>
public static class Verbs
{
    public static IServiceCollection AddVerbs(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsNested: false }))
        {
            if (type.GetMethod("RunAsync") is { IsStatic: false })
            {
                services.AddScoped(type);
            }

            foreach (var handled in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEffectHandler<>)))
            {
                services.AddScoped(handled, type);
            }
        }

        return services;
    }
}
