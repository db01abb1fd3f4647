using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Needs;

/// <summary>What a firm says it lacks to export, and what becomes of it: looked at, worked on, brought before the Centre, answered, closed.</summary>
public sealed class Need
{
    private Need()
    {
    }

    public Need(Firm firm, NeedRequest request, string byName, DateTimeOffset now)
    {
        Text = Line.Of(request.Text, 2_000) ?? throw new RuleBrokenException("Needs.TextMissing");
        (FirmId, Region, Sector) = (firm.Id, firm.Region, firm.Sector);
        (Category, Urgency, Source, ActionId) = (request.Category, request.Urgency, request.Source, request.ActionId);
        (ByName, StatedAt, Month) = (byName, now, Zone.DateOf(now) is var day ? (day.Year * 100) + day.Month : 0);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public string Region { get; private init; } = "";
    public string Sector { get; private set; } = "";
    public NeedCategory Category { get; private set; }
    public string Text { get; private set; } = "";
    public NeedUrgency Urgency { get; private set; }
    public NeedSource Source { get; private init; }

    /// <summary>The action in which it came up.</summary>
    public Guid? ActionId { get; private init; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset StatedAt { get; private init; }

    /// <summary>When it was stated, as 202611.</summary>
    public int Month { get; private init; }
    public NeedState State { get; private set; } = NeedState.Stated;

    /// <summary>What answers it: a plan, one of its actions, or a task.</summary>
    public NeedPlace? Place { get; private set; }
    public Guid? PlaceId { get; private set; }

    public string? EscalationReason { get; private set; }
    public DateTimeOffset? EscalatedAt { get; private set; }
    public Guid? EscalatedById { get; private set; }
    public string? EscalatedBy { get; private set; }

    /// <summary>What the Centre said.</summary>
    public string? Decision { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecidedBy { get; private set; }

    /// <summary>What the firm was last told.</summary>
    public string? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public int Answers { get; private set; }

    /// <summary>What became of it, once it is closed.</summary>
    public string? Outcome { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>Somebody looked at it: what it is about, how much it hurries, and what answers it.</summary>
    public void Triage(NeedTriage triage)
    {
        MustBeOpen();
        if (triage.Place is null != triage.PlaceId is null)
        {
            throw new ArgumentException("A place of a need is a kind and an id.", nameof(triage));
        }

        Sector = SectorCatalog.Find(triage.Sector)?.Key ?? throw new RuleBrokenException("Firms.SectorUnknown", triage.Sector);
        (Category, Urgency, Place, PlaceId) = (triage.Category, triage.Urgency, triage.Place, triage.PlaceId);
        State = State == NeedState.Stated ? NeedState.InHand : State;
        Version++;
    }

    /// <summary>The delegation cannot answer it alone.</summary>
    public void Escalate(string reason, Actor by, DateTimeOffset now)
    {
        MustBeOpen();
        if (State == NeedState.Escalated)
        {
            throw new RuleBrokenException("Needs.AlreadyEscalated", EscalatedBy!, EscalatedAt!.Value);
        }

        EscalationReason = Line.Of(reason, 1_000) ?? throw new RuleBrokenException("Needs.ReasonMissing");
        (State, EscalatedAt, EscalatedById, EscalatedBy) = (NeedState.Escalated, now, by.PersonId, by.Name);
        (Decision, DecidedAt, DecidedBy) = (null, null, null);
        Version++;
    }

    /// <summary>The Centre says what it does about it.</summary>
    public void Decide(string decision, Actor by, DateTimeOffset now)
    {
        if (State != NeedState.Escalated)
        {
            throw new RuleBrokenException("Needs.NotEscalated");
        }

        Decision = Line.Of(decision, 1_000) ?? throw new RuleBrokenException("Needs.DecisionMissing");
        (State, DecidedAt, DecidedBy) = (NeedState.Decided, now, by.Name);
        Version++;
    }

    /// <summary>The firm is told something.</summary>
    public void Tell(string answer, DateTimeOffset now)
    {
        MustBeOpen();
        var text = Line.Of(answer, 2_000) ?? throw new RuleBrokenException("Needs.AnswerMissing");
        if (text == Answer)
        {
            throw new RuleBrokenException("Needs.ToldAlready", AnsweredAt!.Value);
        }

        Answer = text;
        (AnsweredAt, State) = (now, State == NeedState.Stated ? NeedState.InHand : State);
        Answers++;
        Version++;
    }

    public void Close(string outcome, DateTimeOffset now)
    {
        MustBeOpen();
        Outcome = Line.Of(outcome, 1_000) ?? throw new RuleBrokenException("Needs.OutcomeMissing");
        (State, ClosedAt) = (NeedState.Closed, now);
        Version++;
    }

    /// <summary>Takes the words out that name a person, and leaves what is counted.</summary>
    internal void Anonymise(string byName) => (Text, ByName, Answer) = ("—", byName, Answer is null ? null : "—");

    private void MustBeOpen()
    {
        if (State == NeedState.Closed)
        {
            throw new RuleBrokenException("Needs.AlreadyClosed", ClosedAt!.Value);
        }
    }
}

public enum NeedPlace
{
    Plan,
    Action,
    Task,
}

/// <param name="Place">What answers it; absent when nothing does yet.</param>
public sealed record NeedTriage(NeedCategory Category, NeedUrgency Urgency, string Sector, NeedPlace? Place = null, Guid? PlaceId = null);
