namespace Asmex.Workflows.Tasks;

/// <summary>A form with faults: nothing was written, every fault is named with its field.</summary>
public sealed class FormRefusedException(IReadOnlyList<FormFault> faults)
    : Exception(string.Join("; ", faults.Select(f => $"{f.Field}: {f.Key}")))
{
    public IReadOnlyList<FormFault> Faults { get; } = faults;
}
