using System.Text.Json.Nodes;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Asks managers to approve what a step made, one role after the other, and waits for the decision.</summary>
/// <remarks>
/// Inputs: <c>Subject</c> in three languages; <c>By</c>, the roles; <c>Of</c>, the activity whose answer is decided on; <c>WorkingDays</c> until it is late;
/// <c>Amount</c> in MAD, where the content stands for one: those whom the policy names for such a content decide after the roles of <c>By</c>.
/// <c>Reminders</c> (see <c>AsmexDelegateTask</c>).
/// Outcomes: <c>Approved</c>, <c>SentBack</c>, <c>Rejected</c>. Output: <c>Result</c> with <c>remarks</c> and <c>by</c>.
/// </remarks>
[Activity(nameof(AsmexApproval), Category = "ASMEX", Description = "Demande l'approbation du contenu d'une étape.")]
[Outcomes("Approved", "SentBack", "Rejected", IsExclusive = true)]
public sealed class AsmexApproval : IResumable
{
    [Input(Required = true)] public Input<Wording>? Subject { get; init; }
    [Input(Required = true, UiHint = "checklist", Choices = "managers")] public Input<IReadOnlyList<string>>? By { get; init; }
    [Input] public Input<string>? Of { get; init; }
    [Input] public Input<int>? WorkingDays { get; init; }
    [Input] public Input<decimal?>? Amount { get; init; }
    [Input] public Input<IReadOnlyList<ReminderStep>?>? Reminders { get; init; }
    [Output] public Output<JsonNode>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new OpenApprovalEffect(context.ExecutionId, context.ActivityId, ApprovalKind.Content, context.Get(Subject)!)
        {
            By = context.Get(By)!,
            Of = context.Get(Of),
            WorkingDays = context.Get(WorkingDays),
            Amount = context.Get(Amount),
            Reminders = context.Reminders(Reminders),
        });
        return new Outcome.Waiting(new BookmarkRequest());
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return new Outcome.Done(answer.Outcome!);
    }
}
