namespace Asmex.Workflows.Engine.Definitions;

/// <summary>A definition that cannot run, with every fault found.</summary>
public sealed class DefinitionFaultException(IReadOnlyList<DefinitionFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<DefinitionFault> Faults { get; } = faults;
}
