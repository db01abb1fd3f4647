using System.Text;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running;

/// <summary>How much may come in, and how much an instance may carry with it from burst to burst.</summary>
internal sealed class Sizes(RunningOptions options)
{
    /// <exception cref="RuleBrokenException">It is larger than a payload may be.</exception>
    public void MustBePayload(JsonNode? payload)
    {
        if (payload is not null && KilobytesOf(payload) is var size && size > options.MostPayloadKilobytes)
        {
            throw new RuleBrokenException("Running.PayloadTooLarge", size, options.MostPayloadKilobytes);
        }
    }

    /// <exception cref="RuleBrokenException">A variable is larger than one may be, or the whole than it may be.</exception>
    public void MustBeVariables(WorkflowInstance instance, WorkflowState state)
    {
        // The whole state is at hand as text, and seldom larger than one variable may be; a character takes three bytes at most.
        if (instance.State.Length <= Math.Min(options.MostVariableKilobytes, options.MostStateKilobytes) * 1024 / 3)
        {
            return;
        }

        foreach (var (name, value) in state.Variables)
        {
            if (value is not null && KilobytesOf(value) is var size && size > options.MostVariableKilobytes)
            {
                throw new RuleBrokenException("Running.VariableTooLarge", name, size, options.MostVariableKilobytes);
            }
        }

        if (KilobytesOf(instance.State) is var whole && whole > options.MostStateKilobytes)
        {
            throw new RuleBrokenException("Running.StateTooLarge", whole, options.MostStateKilobytes);
        }
    }

    private static int KilobytesOf(JsonNode value) => KilobytesOf(value.ToJsonString());

    private static int KilobytesOf(string json) => (Encoding.UTF8.GetByteCount(json) + 1023) / 1024;
}
