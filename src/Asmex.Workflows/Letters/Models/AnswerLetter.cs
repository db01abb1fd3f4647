using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Models;

/// <summary>Tells a firm what became of its answer: recorded, on the waiting list, a place free, the event changed or cancelled.</summary>
/// <param name="IsYes">It comes.</param>
/// <param name="IsNo">It does not come; neither: perhaps.</param>
/// <param name="ChangeUntil">The last day to change the answer.</param>
/// <param name="Link">The firm's own answer page.</param>
public sealed record AnswerLetter(Wording About, string Firm, bool IsYes, bool IsNo, IReadOnlyList<string> Participants, DateOnly ChangeUntil, Link Link) : LetterModel
{
    public static AnswerLetter Sample { get; } = new(
        FirmLetter.Sample.About, FirmLetter.Sample.Firm, true, false, ["Fatima Alaoui"], new DateOnly(2026, 12, 4), FirmLetter.Sample.Link)
    {
        Date = FirmLetter.Sample.Date,
        Time = FirmLetter.Sample.Time,
        Place = FirmLetter.Sample.Place,
        Document = "charte.pdf",
        EntryCode = "ABCDE-FGHJK",
        Position = 3,
        OfferedUntil = new DateOnly(2026, 12, 1),
        Reason = "La salle est prise ce jour-là.",
    };

    public DateOnly? Date { get; init; }
    public TimeOnly? Time { get; init; }
    public string? Place { get; init; }

    /// <summary>The name of the file the firm has given.</summary>
    public string? Document { get; init; }

    /// <summary>What to show at the entrance; beside it the letter may have the picture <c>cid:entry-code</c>.</summary>
    public string? EntryCode { get; init; }

    /// <summary>The firm's turn on the waiting list.</summary>
    public int? Position { get; init; }

    /// <summary>The last day on which a place that came free is kept for it.</summary>
    public DateOnly? OfferedUntil { get; init; }

    /// <summary>No place can come free any more.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why the event was changed.</summary>
    public string? Reason { get; init; }
}
