using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>A message that came in and was understood once: what it is, and to which letter and firm it belongs.</summary>
public sealed class ReceivedMail
{
    public const int LongestWords = 2000;

    private ReceivedMail()
    {
    }

    /// <param name="key">The same for the same message, however often it is read.</param>
    /// <param name="region">Of the firm; absent when no firm is known.</param>
    public ReceivedMail(string key, IncomingMail mail, string from, string subject, Letter? letter, Guid? firmId, string? region, DateTimeOffset now)
    {
        (Key, Kind, Status, Words, At) = (key, mail.Kind, mail.Status, mail.Words, now);
        (From, Subject) = (Line.Of(from, 254) ?? "", Line.Of(subject, 300) ?? "");
        (LetterId, FirmId, Region) = (letter?.Id, firmId, region);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Key { get; private init; } = "";
    public MailKind Kind { get; private init; }
    public string? Status { get; private init; }
    public string From { get; private init; } = "";
    public string Subject { get; private init; } = "";
    public string Words { get; private init; } = "";
    public Guid? LetterId { get; private init; }
    public Guid? FirmId { get; private init; }
    public string? Region { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Why what it asks for could not be done, such as a yes by calendar without the document asked for.</summary>
    public string? Refusal { get; private set; }

    /// <summary>True when something here knows it.</summary>
    public bool IsKnown => LetterId is not null || FirmId is not null;

    public void Refuse(RuleBrokenException refusal) => Refusal = Line.Of(refusal.In(Languages.French), 500);
}
