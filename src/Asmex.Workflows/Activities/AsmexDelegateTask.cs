using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Opens a task for a delegate, an officer, a manager or a guest, and waits until it is completed.</summary>
/// <remarks>
/// Inputs: <c>Title</c> and <c>Instructions</c> in three languages; <c>Role</c>; <c>WorkingDays</c> to do it, or <c>DaysBefore</c> the action's fixed
/// date; <c>Form</c>, its fields; <c>Evidence</c>, what must be attached; <c>Checklist</c>, points to tick, each
/// with <c>required</c> where it must be done before; <c>Outcomes</c>, its buttons.
/// <c>Reminders</c>, a list of <c>{days, to}</c>: working days from the due date (before it when negative, 0 on it, after it when positive), to
/// <c>owner</c>, <c>manager</c> or <c>coordinator</c>; without it those of <c>policies/reminders.json</c> for its kind, an empty list for none.
/// Outcomes: those of <c>Outcomes</c>, or <c>Done</c>. Output: <c>Result</c>, the values of the form by name.
/// </remarks>
[Activity(nameof(AsmexDelegateTask), Category = "ASMEX", Description = "Confie une tâche et attend qu'elle soit terminée.")]
public sealed class AsmexDelegateTask : IResumable, IHasPorts
{
    [Input(Required = true)] public Input<Wording>? Title { get; init; }
    [Input] public Input<Wording>? Instructions { get; init; }
    [Input(Required = true, UiHint = "dropdown", Choices = "roles")] public Input<string>? Role { get; init; }
    [Input] public Input<int>? WorkingDays { get; init; }
    [Input] public Input<int?>? DaysBefore { get; init; }
    [Input(Choices = "forms")] public Input<IReadOnlyList<FormField>>? Form { get; init; }
    [Input] public Input<Wording>? Evidence { get; init; }
    [Input] public Input<IReadOnlyList<CheckItem>>? Checklist { get; init; }
    [Input] public Input<IReadOnlyList<TaskOutcome>>? Outcomes { get; init; }
    [Input] public Input<IReadOnlyList<ReminderStep>?>? Reminders { get; init; }
    [Output] public Output<JsonNode>? Result { get; init; }

    public IReadOnlyList<string>? Ports => Outcomes is null ? ["Done"] : Outcomes.IsConstant ? [.. Outcomes.Constant!.Select(o => o.Name)] : null;

    public Outcome Run(ActivityContext context)
    {
        context.Add(new OpenTaskEffect(context.ExecutionId, context.ActivityId, TaskKind.Form, context.Get(Role)!, context.Get(Title)!)
        {
            Instructions = context.Get(Instructions),
            Form = context.Get(Form) ?? [],
            Outcomes = context.Get(Outcomes) ?? [],
            Evidence = context.Get(Evidence),
            Checklist = context.Get(Checklist) ?? [],
            WorkingDays = context.Get(WorkingDays),
            DaysBefore = context.Get(DaysBefore),
            Reminders = context.Reminders(Reminders),
        });
        return new Outcome.Waiting(new BookmarkRequest());
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return new Outcome.Done(answer.Outcome ?? "Done");
    }
}
