namespace Asmex.Workflows.Engine.Activities;

/// <summary>An activity type as a palette shows it; the members have the names that Elsa Studio reads.</summary>
/// <param name="Kind">Elsa's: Action, Trigger, Job, Task. Ours are all actions.</param>
public sealed record ActivityDescriptor(
    string TypeName,
    string Namespace,
    string Name,
    int Version,
    string Category,
    string DisplayName,
    string Description,
    IReadOnlyList<InputDescriptor> Inputs,
    IReadOnlyList<OutputDescriptor> Outputs,
    string Kind,
    IReadOnlyList<PortDescriptor> Ports,
    bool IsContainer,
    bool IsBrowsable,
    bool IsStart,
    bool IsTerminal)
{
    internal static ActivityDescriptor Of(ActivityType type)
    {
        var name = type.Name[(type.Name.LastIndexOf('.') + 1)..];
        return new ActivityDescriptor(
            type.Name,
            type.Name.Contains('.') ? type.Name[..type.Name.LastIndexOf('.')] : "",
            name,
            1,
            type.Attribute?.Category is { Length: > 0 } category ? category : "ASMEX",
            type.Attribute?.DisplayName ?? name,
            type.Attribute?.Description ?? "",
            [.. type.Inputs.Select(i => InputDescriptor.Of(i))],
            [.. type.Outputs.Select(o => new OutputDescriptor(o.Name, TypeAliases.Of(o.ValueType), o.Name, o.Description))],
            "Action",
            [.. type.Outcomes.Select(o => new PortDescriptor(o, o, "Flow")), .. type.Ports.Select(p => new PortDescriptor(p.Name, p.Name, "Embedded"))],
            type.Attribute?.IsContainer ?? false,
            type.Attribute?.IsBrowsable ?? true,
            type.Implementation == typeof(StartActivity),
            type.Implementation.IsAssignableTo(typeof(ITerminal)));
    }
}
