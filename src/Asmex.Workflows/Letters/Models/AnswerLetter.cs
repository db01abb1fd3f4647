using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>Confirms to a firm what it has answered.</summary>
/// <param name="IsYes">It comes.</param>
/// <param name="IsNo">It does not come; neither: perhaps.</param>
/// <param name="ChangeUntil">The last day to change the answer.</param>
/// <param name="Link">The firm's own answer page.</param>
public sealed record AnswerLetter(
    Wording Event, string Firm, DateTimeOffset? Starts, Wording? Place, bool IsYes, bool IsNo, IReadOnlyList<string> Participants, DateOnly ChangeUntil, Link Link) : LetterModel
{
    public static AnswerLetter Sample { get; } = new(
        InvitationLetter.Sample.Event, "Coopérative Argan Tiznit", InvitationLetter.Sample.Starts, InvitationLetter.Sample.Place, true, false,
        ["Fatima Alaoui"], new DateOnly(2026, 12, 4), new Link("/a/token"));
}
