using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>A letter to a firm: an invitation or a reminder when it asks for an answer (<paramref name="AnswerBy"/>), else thanks, a refusal, minutes …</summary>
/// <param name="About">What it is about: the event, or the action.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Delegation">The region whose delegation writes.</param>
/// <param name="Message">The text that was approved for this letter; without lines when the template's own words are enough.</param>
/// <param name="Date">The day of the event.</param>
/// <param name="Time">When it begins, as Morocco's clocks show it.</param>
/// <param name="Seats">How many places there are.</param>
/// <param name="AnswerBy">The last day to answer on the firm's page; absent when no answer is asked.</param>
/// <param name="InvitedOn">The day of the first letter, for reminders.</param>
/// <param name="AsksUpload">The document the page asks for.</param>
/// <param name="Contact">The mail address to write to.</param>
/// <param name="Link">The firm's own answer page, or the contact.</param>
public sealed record FirmLetter(Wording About, string Firm, Wording? Delegation, Paragraphs Message, string Contact, Link Link) : LetterModel
{
    public static FirmLetter Sample { get; } = new(
        new Wording("Atelier « Premiers pas à l'export »", "ورشة «الخطوات الأولى نحو التصدير»", "Workshop “First steps in exporting”"), "Coopérative Argan Tiznit",
        new Wording("Souss-Massa", "سوس-ماسة", "Souss-Massa"),
        new Paragraphs(new Wording("Une journée pour les entreprises qui veulent exporter.", "يوم للمقاولات الراغبة في التصدير.", "A day for firms that want to export.")),
        "souss-massa@asmex.example", new Link("/a/token"))
    {
        Date = new DateOnly(2026, 12, 8),
        Time = new TimeOnly(9, 30),
        Place = "Agadir",
        Seats = 40,
        AnswerBy = new DateOnly(2026, 12, 4),
        InvitedOn = new DateOnly(2026, 11, 24),
        AsksParticipants = true,
        AsksNeed = true,
        AsksUpload = new Wording("Charte d'engagement signée", "ميثاق الالتزام موقعا", "Signed charter"),
    };

    public DateOnly? Date { get; init; }
    public TimeOnly? Time { get; init; }
    public string? Place { get; init; }
    public int? Seats { get; init; }
    public DateOnly? AnswerBy { get; init; }
    public DateOnly? InvitedOn { get; init; }
    public bool AsksParticipants { get; init; }
    public bool AsksNeed { get; init; }
    public Wording? AsksUpload { get; init; }
}
