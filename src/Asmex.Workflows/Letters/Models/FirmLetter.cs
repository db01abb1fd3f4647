using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A letter to a firm that asks for no answer on a page: thanks, acceptance, refusal, summons, referral, minutes …</summary>
/// <param name="About">What it is about: the action, or the wording the definition gives.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Delegation">The regional delegation that writes.</param>
/// <param name="Note">What the definition adds: a reason, an agenda, a date; absent when nothing.</param>
/// <param name="Contact">The person to answer to, as a mail address.</param>
/// <param name="Link">Where it leads: mail to the delegation, or a page.</param>
public sealed record FirmLetter(Wording About, string Firm, Wording? Delegation, Wording? Note, string Contact, Link Link) : LetterModel
{
    public static FirmLetter Sample { get; } = new(
        new Wording("Salon SIAL 2027", "معرض SIAL 2027", "SIAL fair 2027"), "Coopérative Argan Tiznit", new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"),
        new Wording("Les douze places sont attribuées.", "تم إسناد الأماكن الاثني عشر.", "The twelve places are taken."), "souss-massa@asmex.example", new Link("mailto:souss-massa@asmex.example"));
}
