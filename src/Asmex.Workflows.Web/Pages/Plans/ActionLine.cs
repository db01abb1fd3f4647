using Asmex.Workflows.Plans;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>What a list says of one action.</summary>
/// <param name="Done">Steps that are done, of <paramref name="Steps"/> that an action of this type has.</param>
public sealed record ActionLine(PlanAction Action, Wording Name, int Done, int Steps, int Late, Funds Funds)
{
    public decimal Share => Action.Status == PlanStatus.Closed ? 1 : Steps == 0 ? 0 : Math.Min(1, (decimal)Done / Steps);
}
