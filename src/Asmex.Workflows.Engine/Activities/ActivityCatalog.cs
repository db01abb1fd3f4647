using System.Reflection;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>The activity types a definition may use: Elsa's own and those of the given assemblies.</summary>
public sealed class ActivityCatalog
{
    public ActivityCatalog(params IEnumerable<Assembly> businessAssemblies) => throw new NotImplementedException();
}
