using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>What a plan wants to reach: an indicator, its target, and in the end its result.</summary>
public sealed class Objective
{
    private Objective()
    {
    }

    public Objective(string indicator, decimal target)
    {
        if (string.IsNullOrWhiteSpace(indicator))
        {
            throw new RuleBrokenException("Plans.ObjectiveWithoutIndicator");
        }

        if (target <= 0)
        {
            throw new RuleBrokenException("Plans.ObjectiveWithoutTarget", indicator);
        }

        (Indicator, Target) = (indicator.Trim(), target);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PlanId { get; private init; }
    public string Indicator { get; private init; } = "";
    public decimal Target { get; private init; }
    public decimal? Result { get; private set; }

    internal void Reach(decimal result) => Result = result;
}
