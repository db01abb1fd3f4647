using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>What a list says of one plan.</summary>
/// <param name="Late">Tasks of the plan and its actions that are late today.</param>
public sealed record PlanLine(Plan Plan, IReadOnlyList<ActionLine> Actions, int Late, Funds Funds)
{
    public int ActionsDone => Actions.Count(a => a.Action.Status == PlanStatus.Closed);

    /// <summary>How far its actions are together, from 0 to 1; abandoned ones do not count.</summary>
    public decimal Share => Actions.Where(a => a.Action.Status != PlanStatus.Abandoned).Select(a => a.Share).DefaultIfEmpty(0).Average();
}
