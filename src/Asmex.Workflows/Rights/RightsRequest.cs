using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Rights;

/// <summary>Somebody asks to see, correct, stop or erase what is kept about them; it is due, answered, and stays in the register.</summary>
public sealed class RightsRequest
{
    private RightsRequest()
    {
    }

    public RightsRequest(RightsDraft draft, int daysToAnswer, Actor by, DateTimeOffset now)
    {
        if (draft.ReceivedOn > Zone.DateOf(now))
        {
            throw new RuleBrokenException("Firms.DateToCome", draft.ReceivedOn);
        }

        Name = Line.Of(draft.Name, 200) ?? throw new RuleBrokenException("Rights.NameMissing");
        (Email, Phone) = (string.IsNullOrWhiteSpace(draft.Email) ? null : Emails.Parse(draft.Email), string.IsNullOrWhiteSpace(draft.Phone) ? null : Phones.Parse(draft.Phone));
        if (Email is null && Phone is null)
        {
            throw new RuleBrokenException("Rights.Unfindable");
        }

        AddressHash = Email is null ? null : Emails.HashOf(Email);
        (Kind, ReceivedOn, DueOn) = (draft.Kind, draft.ReceivedOn, draft.ReceivedOn.AddDays(daysToAnswer));
        Note = Line.Of(draft.Note, 1_000);
        (ByName, At) = (by.Name, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public RightsKind Kind { get; private init; }
    public string Name { get; private set; } = "";
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string? AddressHash { get; private init; }
    public DateOnly ReceivedOn { get; private init; }
    public DateOnly DueOn { get; private init; }

    /// <summary>How it came, and what it says.</summary>
    public string? Note { get; private set; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public RightsState State { get; private set; }

    /// <summary>What was done, or why not.</summary>
    public string? Outcome { get; private set; }
    public string? SettledBy { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }

    public bool IsLateOn(DateOnly day) => State == RightsState.Open && day > DueOn;

    public void Settle(bool isRefused, string? outcome, Actor by, DateTimeOffset now)
    {
        if (State != RightsState.Open)
        {
            throw new RuleBrokenException("Rights.Settled", SettledBy!, SettledAt!.Value);
        }

        Outcome = Line.Of(outcome, 1_000) ?? throw new RuleBrokenException("Rights.OutcomeMissing");
        (State, SettledBy, SettledAt) = (isRefused ? RightsState.Refused : RightsState.Done, by.Name, now);
    }

    /// <summary>The register keeps that it was asked and done, no more.</summary>
    internal void Anonymise() => (Name, Email, Phone, Note) = ("—", null, null, null);
}

/// <param name="Note">How it came, and what it says.</param>
public sealed record RightsDraft(RightsKind Kind, string Name, DateOnly ReceivedOn, string? Email = null, string? Phone = null, string? Note = null);
