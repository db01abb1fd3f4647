using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Approvals;

/// <summary>A request that managers decide on, level after level.</summary>
public sealed class Approval
{
    private readonly List<Decision> _decisions = [];

    private Approval()
    {
    }

    /// <param name="executionId">The activity execution that waits for the decision, also its bookmark; null where no workflow waits.</param>
    public Approval(string? executionId, string? instanceId, string activityId, string region, ApprovalKind kind, Wording subject, IReadOnlyList<ApprovalLevel> levels, DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfZero(levels.Count);
        (ExecutionId, InstanceId, ActivityId, Region, Kind, Subject, Levels, OpenedAt) = (executionId, instanceId, activityId, region, kind, subject, levels, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string? ExecutionId { get; private init; }
    public string? InstanceId { get; private init; }
    public string ActivityId { get; private init; } = "";
    public Guid? PlanId { get; init; }
    public Guid? ActionId { get; init; }

    /// <summary>The task whose answer is decided on.</summary>
    public Guid? TaskId { get; init; }
    public string Region { get; private init; } = "";
    public ApprovalKind Kind { get; private init; }
    public Wording Subject { get; private init; } = new("");
    public IReadOnlyList<ApprovalLevel> Levels { get; private init; } = [];
    public int Level { get; private set; }

    /// <summary>For money: what is asked, of which envelope and line, and what was granted.</summary>
    public decimal? Amount { get; init; }
    public decimal? Granted { get; private set; }
    public Guid? EnvelopeId { get; init; }
    public string? Line { get; init; }

    /// <summary>The commitment that is to grow; nothing for a request that makes a new one.</summary>
    public Guid? CommitmentId { get; init; }
    public int? PolicyVersion { get; init; }
    public Guid? RequesterId { get; init; }
    public string RequesterName { get; init; } = "";

    /// <summary>For whom a deputy asked: it is that person's own request too.</summary>
    public Guid? RequesterForId { get; init; }

    /// <summary>How many requests of this step came before and went back.</summary>
    public int Round { get; init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateOnly DueOn { get; init; }
    public ApprovalStatus Status { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<Decision> Decisions => _decisions;

    public bool IsPending => Status == ApprovalStatus.Pending;
    public ApprovalLevel Current => Levels[Math.Min(Level, Levels.Count - 1)];

    /// <summary>The reason given with the decision that ended it.</summary>
    public string? Reason => LastDecision?.Reason;

    public Decision? LastDecision => _decisions.MaxBy(d => d.Number);

    /// <summary>True when this person may decide now: holds the level's role for the region, alone or for someone absent, did not ask, and has not decided here before.</summary>
    public bool AwaitsDecisionOf(Actor actor) => SignatoryOf(actor) is not null;

    /// <summary>The person as they may decide: as themselves, or for someone absent; nobody where it would be one's own request or a second decision.</summary>
    public Actor? SignatoryOf(Actor actor)
    {
        if (!IsPending || actor.PersonId is not { } id || IsOwn(id) || HasDecided(id))
        {
            return null;
        }

        return actor.Holds(Current.Role, Region) ? actor
            : actor.Principals.FirstOrDefault(p => p.Holds(Current.Role, Region) && !IsOwn(p.Id) && !HasDecided(p.Id)) is { } absent ? actor.For(absent) : null;
    }

    /// <summary>One person's decision. A yes counts towards the level's quorum; a no or a sending back ends the request.</summary>
    /// <param name="granted">For money: a smaller amount than was asked; absent for the whole.</param>
    public void Decide(Verdict verdict, string? reason, decimal? granted, Actor actor, DateTimeOffset at)
    {
        CheckRight(actor);
        actor = SignatoryOf(actor)!;
        if (verdict != Verdict.Approve && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleBrokenException("Approvals.ReasonNeeded");
        }

        if (granted is { } amount && (Kind != ApprovalKind.Budget || amount <= 0 || amount > (Granted ?? Amount)))
        {
            throw new RuleBrokenException("Approvals.GrantOutOfRange", amount, (Granted ?? Amount)!.Value);
        }

        _decisions.Add(new Decision(Id, _decisions.Count + 1, Level, Current.Role, verdict, reason?.Trim(), granted, actor, at));
        Granted = granted ?? Granted;
        Version++;
        if (verdict != Verdict.Approve)
        {
            End(verdict == Verdict.Reject ? ApprovalStatus.Rejected : ApprovalStatus.SentBack, at);
        }
        else if (_decisions.Count(d => d.Level == Level) >= Current.Quorum)
        {
            Level++;
            if (Level == Levels.Count)
            {
                Granted ??= Amount;
                End(ApprovalStatus.Approved, at);
            }
        }
    }

    /// <summary>Nobody decided in time.</summary>
    public void Expire(DateTimeOffset at)
    {
        if (IsPending)
        {
            End(ApprovalStatus.Expired, at);
            Version++;
        }
    }

    public void Cancel(DateTimeOffset at)
    {
        if (IsPending)
        {
            End(ApprovalStatus.Cancelled, at);
            Version++;
        }
    }

    private void CheckRight(Actor actor)
    {
        if (!IsPending)
        {
            throw new RuleBrokenException("Approvals.AlreadyDecided", Subject, LastDecision?.PersonName ?? "ASMEX", DecidedAt!.Value);
        }

        if (actor.PersonId is { } own && IsOwn(own))
        {
            throw new RuleBrokenException("Approvals.OwnRequest");
        }

        if (!actor.Holds(Current.Role, Region) && actor.Principals.FirstOrDefault(p => p.Holds(Current.Role, Region) && IsOwn(p.Id)) is { } asker)
        {
            throw new RuleBrokenException("Approvals.OwnRequestOf", asker.Name);
        }

        if (actor.PersonId is { } before && HasDecided(before))
        {
            throw new RuleBrokenException("Approvals.SamePersonTwice");
        }

        if (!AwaitsDecisionOf(actor))
        {
            throw new NothingThereException("request");
        }
    }

    private bool IsOwn(Guid personId) => personId == RequesterId || personId == RequesterForId;

    private bool HasDecided(Guid personId) => _decisions.Any(d => d.PersonId == personId || d.ForId == personId);

    private void End(ApprovalStatus status, DateTimeOffset at) => (Status, DecidedAt) = (status, at);
}
