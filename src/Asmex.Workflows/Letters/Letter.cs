using Asmex.Workflows.Letters.Pacing;

namespace Asmex.Workflows.Letters;

/// <summary>A mail to one person: a row written in the transaction of its cause, rendered and frozen then, and sent after it.</summary>
/// <remarks>How it moves from one state to the next is said once, in <c>Sending.LetterClaims</c>: each move is one guarded statement, so that two
/// senders cannot both make it.</remarks>
public sealed class Letter
{
    public const int LongestNote = 1000;

    private Letter()
    {
    }

    /// <param name="causeKey">What made it necessary, once: a second letter of the same cause is refused by the database.</param>
    public Letter(string causeKey, string template, LetterKind kind, Recipient to, LetterContent content, LetterAbout about, LetterWindow window, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(causeKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        ArgumentOutOfRangeException.ThrowIfLessThan(window.GiveUpAt, window.NotBefore);
        if (kind == LetterKind.Outreach && content.UnsubscribeUrl is null)
        {
            throw new ArgumentException($"An outreach letter needs a way out: '{causeKey}' has no unsubscribe address.", nameof(content));
        }

        (CauseKey, Template, Kind) = (causeKey, template, kind);
        (Address, Name, Language) = (to.Address, to.Name, to.Language);
        (FirmId, ContactId, PersonId) = (to.FirmId, to.ContactId, to.PersonId);
        (Subject, Html, Text, UnsubscribeUrl, Calendar, EntryCode) = (content.Subject, content.Html, content.Text, content.UnsubscribeUrl, content.Calendar, content.EntryCode);
        (PlanId, ActionId, TaskId, InvitationId) = (about.PlanId, about.ActionId, about.TaskId, about.InvitationId);
        (Lane, Rank) = (MailLanes.Of(to.Address), (int)kind);
        (WrittenAt, NotBefore, DueAt, GiveUpAt) = (now, window.NotBefore, window.NotBefore, window.GiveUpAt);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string CauseKey { get; private init; } = "";
    public string Template { get; private init; } = "";
    public LetterKind Kind { get; private init; }

    public string Address { get; private init; } = "";
    public string Name { get; private init; } = "";
    public string Language { get; private init; } = "";
    public Guid? FirmId { get; private init; }
    public Guid? ContactId { get; private init; }
    public Guid? PersonId { get; private init; }

    public string Subject { get; private init; } = "";
    public string Html { get; private init; } = "";
    public string Text { get; private init; } = "";

    /// <summary>Whose pace it keeps to: see <see cref="MailLanes"/>.</summary>
    public string Lane { get; private init; } = "";

    /// <summary>The smaller goes first: people's own work and sign-in, then what a firm's act calls for, then what we write of our own accord.</summary>
    public int Rank { get; private init; }

    /// <summary>Where a mail program posts a one-click opt-out (RFC 8058); only outreach letters have it.</summary>
    public string? UnsubscribeUrl { get; private init; }

    /// <summary>An iCalendar object for the recipient's calendar.</summary>
    public string? Calendar { get; private init; }

    /// <summary>A code that the recipient shows at the entrance.</summary>
    public string? EntryCode { get; private init; }

    public Guid? PlanId { get; private init; }
    public Guid? ActionId { get; private init; }
    public Guid? TaskId { get; private init; }
    public Guid? InvitationId { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }
    public DateTimeOffset NotBefore { get; private init; }

    /// <summary>The next moment a sender may take it: at first <see cref="NotBefore"/>, after a deferral the time of the next attempt.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>After this it is too late: it is withheld, not sent. A restored backup thus sends nothing old.</summary>
    public DateTimeOffset GiveUpAt { get; private set; }

    public LetterState State { get; private set; } = LetterState.Ready;
    public int Attempts { get; private set; }

    /// <summary>The sender that holds it, with <see cref="Attempts"/> the fence against one that lost it.</summary>
    public string? Worker { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public DateTimeOffset? HandedAt { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>What the server last said, or why it was not sent.</summary>
    public string? Reply { get; private set; }

    public Guid? ResolvedById { get; private set; }
    public string? ResolvedBy { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? Resolution { get; private set; }

    /// <summary>True when only a person can say what became of it.</summary>
    public bool NeedsAPerson => State is LetterState.Unknown or LetterState.Rejected or LetterState.Withheld;

    /// <summary>It waits until its campaign goes on, or a quiet day ends.</summary>
    public void Hold() => State = LetterState.Held;

    /// <summary>A server reports that it could not be delivered.</summary>
    public void Bounce(string words, DateTimeOffset now)
    {
        if (State is LetterState.Sent or LetterState.Unknown or LetterState.Handed)
        {
            (State, SettledAt, Reply) = (LetterState.Bounced, now, words.Length <= 1000 ? words : words[..1000]);
        }
    }

    /// <summary>A report of delivery, or an answer, says that a letter of which nothing was known has arrived; it may come before the claim of a sender that
    /// ended has.</summary>
    public void HasArrived(string words, DateTimeOffset now)
    {
        if (State is LetterState.Unknown or LetterState.Handed)
        {
            (State, SettledAt, Reply) = (LetterState.Sent, now, words.Length <= 1000 ? words : words[..1000]);
        }
    }

    /// <summary>A person says what became of it.</summary>
    public void Resolve(LetterVerdict verdict, string note, People.Actor actor, DateTimeOffset now, TimeSpan giveUpAfter)
    {
        if (!NeedsAPerson)
        {
            throw new Texts.RuleBrokenException("Letters.NothingToResolve", Address, ResolvedBy ?? Worker ?? "ASMEX");
        }

        (ResolvedById, ResolvedBy, ResolvedAt, Resolution) = (actor.PersonId, actor.Name, now, note);
        switch (verdict)
        {
            case LetterVerdict.Arrived:
                (State, SettledAt) = (LetterState.Sent, now);
                break;
            case LetterVerdict.SendAgain:
                (State, DueAt, GiveUpAt, Worker, LeaseUntil, HandedAt, SettledAt) = (LetterState.Ready, now, now + giveUpAfter, null, null, null, null);
                break;
            case LetterVerdict.Abandon:
                (State, SettledAt) = (LetterState.Cancelled, now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "There are three verdicts.");
        }
    }
}
