namespace Asmex.Workflows.Engine.Definitions;

/// <summary>A definition that cannot run, with every fault found.</summary>
public sealed class DefinitionFaultException(IReadOnlyList<DefinitionFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<DefinitionFault> Faults { get; } = faults;
}

/// <summary>One fault of a definition.</summary>
/// <param name="Path">JSON path, e.g. <c>$.root.activities[4].amount</c>.</param>
/// <param name="ActivityId">The activity it concerns; absent for the whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record DefinitionFault(string Path, string? ActivityId, string Message, string Remedy)
{
    public override string ToString() => $"{Path}{(ActivityId is null ? "" : $": activity '{ActivityId}'")}: {Message} {Remedy}";
}
