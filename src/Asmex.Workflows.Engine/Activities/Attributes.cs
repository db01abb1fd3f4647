namespace Asmex.Workflows.Engine.Activities;

/// <summary>The type name in definitions, where it is not the class name; and what the palette shows.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type) : Attribute
{
    public string Type { get; } = type;
    public string Category { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>What the palette calls it; the type without its prefix when absent.</summary>
    public string? DisplayName { get; init; }

    /// <summary>True when the designer draws its activities inside it.</summary>
    public bool IsContainer { get; init; }

    /// <summary>False for those that the palette does not offer.</summary>
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>A property of type <see cref="Input{T}"/>, read from the member of the same name in camel case.
/// A property of another type is read as it stands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string Description { get; init; } = "";

    /// <summary>True when a definition without it has a fault.</summary>
    public bool Required { get; init; }

    /// <summary>The editor that a designer shows, by Elsa's name for it; follows from the type when absent.</summary>
    public string? UiHint { get; init; }

    /// <summary>The name of a list that the application has to choose from, e.g. <c>roles</c>; absent where anything may be typed.</summary>
    public string? Choices { get; init; }
}

/// <summary>A property of type <see cref="Output{T}"/>, bound to a variable by the definition.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string Description { get; init; } = "";
}

/// <summary>A property that holds one contained activity (<see cref="Definitions.ActivityNode"/>) or a list of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    /// <summary>The array whose elements hold the activities, when they are not in the member of the property's name.</summary>
    public string? Within { get; init; }

    /// <summary>The member of each element of <see cref="Within"/> that holds the activity.</summary>
    public string? Element { get; init; }
}

/// <summary>The ports an activity may leave by. Without it: <c>Done</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutcomesAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>True when it never leaves by more than one of them.</summary>
    public bool IsExclusive { get; init; }
}
