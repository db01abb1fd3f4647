using System.Text.Json.Nodes;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Asks the people whom the policy names to approve an amount, reserves it meanwhile, and waits for the decision.</summary>
/// <remarks>
/// Inputs: <c>Amount</c> in MAD; <c>Purpose</c>, a text or three; <c>Line</c> of the action's budget; <c>Of</c>, the activity that asked;
/// <c>Reminders</c> (see <c>AsmexDelegateTask</c>).
/// Outcomes: <c>Approved</c>: the amount (or less, if less was granted) is committed; <c>SentBack</c> with remarks, <c>Rejected</c> with a reason,
/// <c>Expired</c> when the policy's deadline has passed: nothing is reserved any more.
/// Output: <c>Result</c> with <c>amount</c>, <c>remarks</c> and <c>by</c>.
/// </remarks>
[Activity(nameof(AsmexBudgetApproval), Category = "ASMEX", Description = "Demande l'accord des responsables que le montant exige.")]
[Outcomes("Approved", "SentBack", "Rejected", "Expired", IsExclusive = true)]
public sealed class AsmexBudgetApproval : IResumable
{
    [Input(Required = true)] public Input<decimal>? Amount { get; init; }
    [Input(Required = true)] public Input<JsonNode>? Purpose { get; init; }
    [Input] public Input<string>? Line { get; init; }
    [Input] public Input<string>? Of { get; init; }
    [Input] public Input<IReadOnlyList<ReminderStep>?>? Reminders { get; init; }
    [Output] public Output<JsonNode>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new OpenApprovalEffect(context.ExecutionId, context.ActivityId, ApprovalKind.Budget, Wordings.Of(context.Get(Purpose)))
        {
            Amount = context.Get(Amount),
            Line = context.Get(Line),
            Of = context.Get(Of),
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
