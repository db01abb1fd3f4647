using Asmex.Workflows.Firms;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach;

/// <summary>One firm is invited, once a round; it answers by a personal link and may change its mind until the last day.</summary>
public sealed class Invitation
{
    public const int MostParticipants = 10;
    public const int LongestRemarks = 2000;

    private Invitation()
    {
    }

    public Invitation(InvitationRound round, AudienceMember member, DateTimeOffset now)
    {
        (RoundId, ActionId, Region, InvitedAt) = (round.Id, round.ActionId, member.Region, now);
        (FirmId, FirmName, ContactId, ContactName) = (member.FirmId, member.FirmName, member.ContactId, member.ContactName);
        (Address, Language) = (member.Email, member.Language);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid RoundId { get; private init; }
    public Guid? ActionId { get; private init; }
    public string Region { get; private init; } = "";
    public Guid FirmId { get; private init; }
    public string FirmName { get; private init; } = "";
    public Guid ContactId { get; private init; }
    public string ContactName { get; private init; } = "";
    public string Address { get; private init; } = "";
    public string Language { get; private init; } = "";
    public DateTimeOffset InvitedAt { get; private init; }
    public InvitationState State { get; private set; }
    public int RemindersSent { get; private set; }

    /// <summary>A coordinator let it go out although another plan had written to the firm a few days before.</summary>
    public bool IsReleased { get; init; }

    /// <summary>True for one that came from another file of the same firm, invited to the same.</summary>
    public bool IsDouble { get; private set; }

    public Reply? Reply { get; private set; }
    public IReadOnlyList<Participant> Participants { get; private set; } = [];
    public NeedCategory? NeedCategory { get; private set; }
    public string? NeedText { get; private set; }
    public string? Remarks { get; private set; }
    public Guid? FileId { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Where a firm that said yes stands for a place; null where places are not limited.</summary>
    public PlaceState? Place { get; private set; }

    /// <summary>Its turn on the waiting list: the smaller number comes first.</summary>
    public int? Turn { get; private set; }

    /// <summary>The last day on which the place offered to it is kept.</summary>
    public DateOnly? OfferedUntil { get; private set; }

    /// <summary>True for a firm that said yes and has a place, or needs none.</summary>
    public bool Comes => Reply == Outreach.Reply.Yes && (Place is null or PlaceState.Held);

    /// <summary>When it came to the event, with how many people, and who noted it at the entrance.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }
    public int? ArrivedPeople { get; private set; }
    public string? ArrivalNotedBy { get; private set; }

    /// <summary>False for a firm that was invited on paper: no mail goes to it.</summary>
    public bool HasAddress => Address.Length > 0;

    /// <summary>How often it was answered; a form that saw fewer answers is stale.</summary>
    public int Version { get; private set; }

    /// <exception cref="RuleBrokenException">Someone of the firm answered meanwhile, or what was typed cannot stand.</exception>
    public void Answer(AnswerDraft draft, InvitationRound round, Guid? newFileId, DateTimeOffset now)
    {
        if (draft.VersionSeen != Version)
        {
            throw new RuleBrokenException("Outreach.AnsweredMeanwhile", FirmName, AnsweredAt ?? now);
        }

        var people = draft.Participants.Where(p => !string.IsNullOrWhiteSpace(p.Name)).Select(p => new Participant(Cut(p.Name, 150)!, Cut(p.Role, 100))).ToList();
        if (people.Count > MostParticipants)
        {
            throw new RuleBrokenException("Outreach.TooManyParticipants", MostParticipants);
        }

        if (round.Questions.Upload is { Required: true } upload && draft.Reply == Outreach.Reply.Yes && newFileId is null && FileId is null)
        {
            throw new RuleBrokenException("Outreach.DocumentMissing", upload.Label);
        }

        (State, Reply, AnsweredAt) = (InvitationState.Answered, draft.Reply, now);
        Participants = round.Questions.Participants && draft.Reply != Outreach.Reply.No ? people : [];
        NeedText = round.Questions.Need ? Cut(draft.NeedText, LongestRemarks) : null;
        NeedCategory = NeedText is null ? null : draft.NeedCategory;
        Remarks = Cut(draft.Remarks, LongestRemarks);
        FileId = newFileId ?? FileId;
        (Place, Turn, OfferedUntil) = Reply == Outreach.Reply.Yes ? (Place, Turn, OfferedUntil) : (null, null, null);
        Version++;
    }

    /// <summary>The firm has a place.</summary>
    public void Seat() => (Place, Turn, OfferedUntil) = (PlaceState.Held, null, null);

    /// <summary>All places are taken: it waits for its turn.</summary>
    public void Wait(int turn) => (Place, Turn, OfferedUntil) = (PlaceState.Waiting, turn, null);

    /// <summary>A place has come free, and is kept for it until the end of a day.</summary>
    public void Offer(DateOnly until) => (Place, OfferedUntil) = (PlaceState.Offered, until);

    /// <summary>It did not take the place in time, or none came free.</summary>
    public void Lapse() => (Place, Turn, OfferedUntil) = (PlaceState.Lapsed, null, null);

    /// <summary>A reminder was written; it counts whatever becomes of it.</summary>
    public void Reminded(int number) => RemindersSent = number;

    public void LeaveOut() => State = State == InvitationState.Invited ? InvitationState.OptedOut : State;

    internal void Doubles() => IsDouble = true;

    public void Cancel() => State = State == InvitationState.Invited ? InvitationState.Cancelled : State;

    private static string? Cut(string? text, int longest)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed.Length <= longest ? trimmed : throw new RuleBrokenException("Outreach.TextTooLong", longest);
    }
}

public enum InvitationState
{
    Invited,
    Answered,
    OptedOut,
    Cancelled,
}

public enum Reply
{
    Yes,
    Maybe,
    No,
}

/// <summary>Where a firm that said yes stands when places are limited.</summary>
public enum PlaceState
{
    Held,
    Waiting,
    Offered,

    /// <summary>The offer was not taken in time, or the list was closed.</summary>
    Lapsed,
}

/// <summary>What a firm typed on its page.</summary>
/// <param name="VersionSeen">The <see cref="Invitation.Version"/> it had before the eyes.</param>
public sealed record AnswerDraft(
    Reply Reply, int VersionSeen, IReadOnlyList<Participant> Participants, NeedCategory NeedCategory = NeedCategory.Other, string? NeedText = null, string? Remarks = null);
