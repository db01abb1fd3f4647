using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>Something a person is told, of whatever kind: what, why now, one link.</summary>
/// <param name="Why">A whole sentence.</param>
/// <param name="Link">The page to go to.</param>
public sealed record NewsLetter(Wording What, Wording Why, Link Link) : LetterModel
{
    public static NewsLetter Sample { get; } = new(
        new Wording("Karim Idrissi vous mentionne", "أشار إليكم كريم الإدريسي", "Karim Idrissi mentions you"),
        new Wording("Un commentaire de la tâche vous est adressé.", "تعليق على المهمة موجه إليكم.", "A comment on the task is addressed to you."), new Link("/tasks/1"));
}
