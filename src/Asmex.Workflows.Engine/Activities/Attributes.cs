namespace Asmex.Workflows.Engine.Activities;

/// <summary>The type name in definitions, where it is not the class name; and what the palette shows.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type) : Attribute
{
    public string Type { get; } = type;
    public string Category { get; init; } = "";
    public string Description { get; init; } = "";
}

/// <summary>A property of type <see cref="Input{T}"/>, read from the member of the same name in camel case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string Description { get; init; } = "";

    /// <summary>True when a definition without it has a fault.</summary>
    public bool Required { get; init; }
}

/// <summary>A property of type <see cref="Output{T}"/>, bound to a variable by the definition.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string Description { get; init; } = "";
}

/// <summary>The ports an activity may leave by. Without it: <c>Done</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutcomesAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
