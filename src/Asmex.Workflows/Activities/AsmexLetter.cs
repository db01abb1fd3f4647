using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Writes a letter to firms that asks for no answer: thanks, a refusal, minutes; goes on at once.</summary>
/// <remarks>
/// Inputs: <c>Letter</c>, a template of the model <c>firm</c>; <c>To</c>, the ids of the firms; <c>SubjectOf</c>, what it is about (default: the action);
/// <c>Note</c>, what to add, in three languages. Outcome: <c>Done</c>.
/// </remarks>
[Activity(nameof(AsmexLetter), Category = "ASMEX", Description = "Écrit à des entreprises sans attendre de réponse.")]
public sealed class AsmexLetter : IActivity
{
    [Input(Required = true, Description = "Modèle de lettre", UiHint = "dropdown", Choices = "letters")] public Input<string>? Letter { get; init; }
    [Input(Required = true, Description = "Entreprises")] public Input<IReadOnlyList<string>>? To { get; init; }
    [Input(Description = "Objet")] public Input<Wording>? SubjectOf { get; init; }
    [Input(Description = "Précision à ajouter")] public Input<Wording>? Note { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var firms = (context.Get(To) ?? []).Select(id => Guid.TryParse(id, out var firm) ? firm
            : throw new FormatException($"'To' holds ids of firms, got: '{id}'.")).Distinct().ToList();
        context.Add(new SendFirmLettersEffect(context.ExecutionId, context.Get(Letter)!, firms) { SubjectOf = context.Get(SubjectOf), Note = context.Get(Note) });
        return new Outcome.Done();
    }
}
