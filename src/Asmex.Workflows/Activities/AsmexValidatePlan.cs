using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Asks the coordinator to validate the plan that was handed in, and waits for the decision.</summary>
/// <remarks>
/// Inputs: <c>Title</c>, <c>WorkingDays</c>, <c>Reminders</c> (see <c>AsmexDelegateTask</c>). Outcomes: <c>Approved</c>, <c>SentBack</c>, <c>Rejected</c>.
/// Output: <c>Actions</c>, a list of <c>{actionId, definitionId, title, startsAt, fixedDate}</c>, to be dispatched.
/// </remarks>
[Activity(nameof(AsmexValidatePlan), Category = "ASMEX", Description = "Le Centre valide le plan ou le renvoie.")]
[Outcomes("Approved", "SentBack", "Rejected", IsExclusive = true)]
public sealed class AsmexValidatePlan : IResumable
{
    [Input] public Input<Wording>? Title { get; init; }
    [Input] public Input<int>? WorkingDays { get; init; }
    [Input] public Input<IReadOnlyList<ReminderStep>?>? Reminders { get; init; }
    [Output] public Output<JsonNode>? Actions { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var title = context.Get(Title) ?? new Wording("Valider le plan", "المصادقة على المخطط", "Validate the plan");
        context.Add(new OpenTaskEffect(context.ExecutionId, context.ActivityId, TaskKind.ValidatePlan, Roles.Coordinator, title)
        {
            WorkingDays = context.Get(WorkingDays),
            Reminders = context.Reminders(Reminders),
        });
        return new Outcome.Waiting(new BookmarkRequest());
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Actions, answer.Value);
        return new Outcome.Done(answer.Outcome!);
    }
}
