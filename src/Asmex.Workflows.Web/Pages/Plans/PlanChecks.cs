using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>Looks at a plan that was handed in as the Centre would: sum, ranges, dates. It advises; the rules of the verb decide.</summary>
internal static class PlanChecks
{
    public static IReadOnlyList<PlanCheck> Of(PlanLine line, IReadOnlyList<ActionType> types, DateOnly today, Words words) =>
    [
        Sum(line.Plan, words),
        .. line.Actions.Select(a => Budget(a, types.FirstOrDefault(t => t.DefinitionId == a.Action.Type), words)).OfType<PlanCheck>(),
        .. Dates(line, today, words),
    ];

    private static PlanCheck Sum(Plan plan, Words words) => plan.Planned <= plan.Budget
        ? new(true, words["Check.SumFits", plan.Planned, plan.Budget, plan.Budget - plan.Planned])
        : new(false, words["Check.SumTooMuch", plan.Planned, plan.Budget]);

    private static PlanCheck? Budget(ActionLine line, ActionType? type, Words words) =>
        type is { Budget: [var least, var most] } && (line.Action.Budget < least || line.Action.Budget > most)
            ? new(false, words["Check.OutOfRange", line.Name, line.Action.Budget, least, most])
            : null;

    private static IEnumerable<PlanCheck> Dates(PlanLine line, DateOnly today, Words words)
    {
        var past = line.Actions.Where(a => a.Action.StartsOn < today).ToList();
        foreach (var action in past)
        {
            yield return new(false, words["Check.StartsInThePast", action.Name, action.Action.StartsOn]);
        }

        if (past.Count == 0 && line.Actions.Count > 0)
        {
            yield return new(true, words["Check.DatesToCome", line.Actions.Min(a => a.Action.StartsOn), line.Actions.Max(a => a.Action.FixedDate ?? a.Action.StartsOn)]);
        }
    }
}
