using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A firm is invited, or reminded that it has not answered.</summary>
/// <param name="Event">What it is invited to.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Delegation">The regional delegation that invites.</param>
/// <param name="Starts">When it begins; absent when the definition gives no time.</param>
/// <param name="Place">Where; absent when the definition gives no place.</param>
/// <param name="AnswerBy">The last day to answer or change the answer.</param>
/// <param name="InvitedOn">The day of the first letter.</param>
/// <param name="AsksParticipants">The answer page asks who comes.</param>
/// <param name="AsksNeed">The answer page asks what the firm needs.</param>
/// <param name="AsksUpload">The document the answer page asks for; absent when none.</param>
/// <param name="Link">The firm's own answer page.</param>
public sealed record InvitationLetter(
    Wording Event, string Firm, Wording? Delegation, DateTimeOffset? Starts, Wording? Place, DateOnly AnswerBy, DateOnly InvitedOn,
    bool AsksParticipants, bool AsksNeed, Wording? AsksUpload, Link Link) : LetterModel
{
    public static InvitationLetter Sample { get; } = new(
        new Wording("Atelier « Premiers pas à l'export »", "ورشة «الخطوات الأولى نحو التصدير»", "Workshop “First steps in exporting”"), "Coopérative Argan Tiznit",
        new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"), new DateTimeOffset(2026, 12, 8, 9, 30, 0, TimeSpan.Zero), new Wording("Agadir", "أكادير", "Agadir"),
        new DateOnly(2026, 12, 4), new DateOnly(2026, 11, 24), true, true, new Wording("Charte d'engagement signée", "ميثاق الالتزام موقعا", "Signed charter"), new Link("/a/token"));
}
