using System.Reflection;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>The activity types a definition may use: Elsa's own and those of the given assemblies.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<string, ActivityType> _types = [];

    public ActivityCatalog(params IEnumerable<Assembly> businessAssemblies)
    {
        foreach (var assembly in businessAssemblies.Prepend(typeof(ActivityCatalog).Assembly).Distinct())
            foreach (var implementation in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IActivity)) && !t.IsDefined(typeof(NotInCatalogAttribute))))
                Add(new ActivityType(implementation));
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyCollection<ActivityType> Types => _types.Values;

    /// <summary>What a palette shows of them.</summary>
    public IReadOnlyList<ActivityDescriptor> Descriptors => [.. _types.Values.OrderBy(t => t.Name, StringComparer.Ordinal).Select(ActivityDescriptor.Of)];

    /// <summary>The type of this name; null when there is none.</summary>
    public ActivityType? Find(string name) => _types.GetValueOrDefault(name);

    private void Add(ActivityType type)
    {
        if (!_types.TryAdd(type.Name, type))
            throw new ArgumentException($"Two classes are activities of the type '{type.Name}': {_types[type.Name].Implementation} and {type.Implementation}.");
    }
}
