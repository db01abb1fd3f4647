using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A regional plan: submitted, validated, sent back, or closed.</summary>
/// <param name="By">Who submitted, validated, sent back or closed it.</param>
/// <param name="Actions">How many actions it has.</param>
/// <param name="Envelope">Its envelope in dirhams; absent while it has none.</param>
/// <param name="Reason">The Centre's own words: what to correct.</param>
/// <param name="Link">The plan's page.</param>
public sealed record PlanLetter(Wording Region, int Year, string By, int Actions, decimal? Envelope, string? Reason, Link Link) : LetterModel
{
    public static PlanLetter Sample { get; } = new(
        new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"), 2027, "Karim Idrissi", 6, 900_000m, "Préciser la cible du deuxième objectif.", new Link("/plans/1"));
}
