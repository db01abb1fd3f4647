using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Outreach;

namespace Asmex.Workflows.Activities;

/// <summary>Invites firms by a personal letter, reminds those that do not answer, and waits until all have or the deadline has passed.</summary>
/// <remarks>
/// Inputs: <c>Letter</c>, a template of the model <c>firm</c>; <c>Audience</c> <c>{regions, sectors, statuses, firms}</c>, what is empty does not narrow it,
/// and one that names nothing at all invites nobody; <c>Segments</c>, the ids of saved choices of firms, which narrow it further; <c>Reminders</c>, working days after the invitation (at most two, default none); <c>ClosesAfter</c>
/// working days (default 12); <c>Event</c>, a text in three languages or <c>{title, date, time, place, seats, message}</c>; <c>Questions</c>
/// <c>{participants, need, upload: null | {label, required}}</c>.
/// Output: <c>Result</c> <c>{invited, yes, no, maybe, none, firmsYes, firmsNo, firmsMaybe, firmsNone}</c>.
/// </remarks>
[Activity(nameof(AsmexInvite), Category = "ASMEX", Description = "Invite des entreprises par lettre et attend leurs réponses.")]
public sealed class AsmexInvite : IResumable
{
    [Input(Required = true, Description = "Modèle de lettre", UiHint = "dropdown", Choices = "letters")] public Input<string>? Letter { get; init; }
    [Input(Required = true, Description = "Entreprises visées")] public Input<JsonNode>? Audience { get; init; }
    [Input(Description = "Segments enregistrés", UiHint = "checklist", Choices = "segments")] public Input<IReadOnlyList<string>>? Segments { get; init; }
    [Input(Description = "Relances, en jours ouvrables")] public Input<IReadOnlyList<int>>? Reminders { get; init; }
    [Input(Description = "Clôture, en jours ouvrables")] public Input<int?>? ClosesAfter { get; init; }
    [Input(Required = true, Description = "Objet de l'invitation")] public Input<JsonNode>? Event { get; init; }
    [Input(Description = "Questions posées")] public Input<JsonNode>? Questions { get; init; }
    [Output(Description = "Réponses")] public Output<JsonNode>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new InviteFirmsEffect(
            context.ExecutionId, context.ActivityId, context.Get(Letter)!, OutreachJson.AudienceOf(context.Get(Audience), context.Get(Segments)), OutreachJson.EventOf(context.Get(Event)))
        {
            Reminders = context.Get(Reminders) ?? [],
            ClosesAfter = context.Get(ClosesAfter) ?? InviteFirmsEffect.UsualDays,
            Questions = OutreachJson.QuestionsOf(context.Get(Questions)),
        });
        return new Outcome.Waiting(new BookmarkRequest());
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return new Outcome.Done();
    }
}
