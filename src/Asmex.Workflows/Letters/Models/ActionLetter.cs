using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>An action that has closed, with its results.</summary>
/// <param name="Spent">In dirhams.</param>
/// <param name="Invited">Firms invited.</param>
/// <param name="Answered">Firms that answered.</param>
/// <param name="Link">The action's page.</param>
public sealed record ActionLetter(Wording Action, Wording Region, decimal Spent, decimal? Allotted, int Invited, int Answered, Link Link) : LetterModel
{
    public static ActionLetter Sample { get; } = new(
        new Wording("Salon SIAL 2027", "معرض SIAL 2027", "SIAL fair 2027"), new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"), 412_000m, 900_000m, 46, 31, new Link("/actions/1"));
}
