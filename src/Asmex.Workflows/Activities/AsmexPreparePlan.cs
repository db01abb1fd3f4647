using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Asks the delegate to prepare the plan on its own page, and waits until it is handed in.</summary>
/// <remarks>Inputs: <c>Title</c>, <c>Instructions</c>, <c>WorkingDays</c>, <c>Reminders</c> (see <c>AsmexDelegateTask</c>). Outcomes: <c>Submitted</c>, <c>Abandoned</c>.</remarks>
[Activity(nameof(AsmexPreparePlan), Category = "ASMEX", Description = "Le délégué prépare le plan de la région.")]
[Outcomes("Submitted", "Abandoned", IsExclusive = true)]
public sealed class AsmexPreparePlan : IResumable
{
    [Input(Required = true)] public Input<Wording>? Title { get; init; }
    [Input] public Input<Wording>? Instructions { get; init; }
    [Input] public Input<int>? WorkingDays { get; init; }
    [Input] public Input<IReadOnlyList<ReminderStep>?>? Reminders { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new OpenTaskEffect(context.ExecutionId, context.ActivityId, TaskKind.PreparePlan, Roles.Delegate, context.Get(Title)!)
        {
            Instructions = context.Get(Instructions),
            WorkingDays = context.Get(WorkingDays),
            Reminders = context.Reminders(Reminders),
        });
        return new Outcome.Waiting(new BookmarkRequest());
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) => new Outcome.Done(answer.Outcome!);
}
