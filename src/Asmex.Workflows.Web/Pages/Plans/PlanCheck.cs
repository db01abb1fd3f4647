using Asmex.Workflows.Web.Pages.Shared;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>One thing that the Centre looks at before it validates, in words.</summary>
public sealed record PlanCheck(bool IsFine, string Said)
{
    public StateKind Kind => IsFine ? StateKind.Done : StateKind.Problem;
}
