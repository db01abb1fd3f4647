using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Notes;

/// <summary>A visit, a call or a remark about a firm; never altered, a later one follows.</summary>
public sealed class FirmNote
{
    public const int Longest = 4_000;

    private FirmNote()
    {
    }

    public FirmNote(Firm firm, FirmNoteDraft draft, Actor by, DateTimeOffset now)
    {
        if (draft.On > Zone.DateOf(now))
        {
            throw new RuleBrokenException("Firms.DateToCome", draft.On);
        }

        Text = Line.Of(draft.Text, Longest) ?? throw new RuleBrokenException("Notes.TextMissing");
        (FirmId, Region, Kind, On, Whom) = (firm.Id, firm.Region, draft.Kind, draft.On, Line.Of(draft.Whom, 200));
        (ById, ByName, At) = (by.PersonId, by.Name, now);
        Id = draft.Key ?? Id;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public string Region { get; private init; } = "";
    public FirmNoteKind Kind { get; private init; }
    public DateOnly On { get; private init; }
    public string Text { get; private set; } = "";

    /// <summary>Whom one met or spoke to.</summary>
    public string? Whom { get; private set; }
    public Guid? ById { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}

/// <param name="Whom">Whom one met or spoke to, where it was somebody.</param>
/// <param name="Key">Of the form that it was written in: sent twice, it is one note.</param>
public sealed record FirmNoteDraft(FirmNoteKind Kind, DateOnly On, string Text, string? Whom = null, Guid? Key = null);
