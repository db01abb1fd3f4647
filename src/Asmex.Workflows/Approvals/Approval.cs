using Asmex.Workflows.Calendars;
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
    public DateRule? Due { get; init; }

    /// <summary>The calendar that <see cref="DueOn"/> was counted with.</summary>
    public int CalendarVersion { get; init; }
    public ApprovalStatus Status { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>The day on which it goes higher too, and to whom; nothing where it never does.</summary>
    public DateOnly? EscalateOn { get; init; }

    /// <summary>How that day is counted.</summary>
    public DateRule? Escalation { get; init; }
    public string? EscalateTo { get; init; }
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>How the day is counted on which a request of money ends that nobody decided: the first on which the office is open after its last day.</summary>
    public DateRule ExpiryRule => new(DueOn, 1, Region);

    public bool IsPending => Status == ApprovalStatus.Pending;
    public ApprovalLevel Current => Levels[Math.Min(Level, Levels.Count - 1)];

    /// <summary>The levels that may be decided now: the first that is not satisfied, and those beside it.</summary>
    public IReadOnlyList<int> OpenLevels
    {
        get
        {
            var open = new List<int>();
            for (var i = Level; IsPending && i < Levels.Count && (i == Level || Levels[i].Beside); i++)
            {
                if (!IsSatisfied(i))
                {
                    open.Add(i);
                }
            }

            return open;
        }
    }

    /// <summary>The roles whose holders may decide now.</summary>
    public IReadOnlyList<string> RolesAsked => [.. OpenLevels.SelectMany(RolesAt).Distinct()];

    /// <summary>True for who asked for it, themselves or through a deputy, and for who has decided here already: neither may decide.</summary>
    public bool IsOutOfPlace(Guid personId) => IsOwn(personId) || HasDecided(personId);

    /// <summary>The reason given with the decision that ended it.</summary>
    public string? Reason => LastDecision?.Reason;

    public Decision? LastDecision => _decisions.MaxBy(d => d.Number);

    /// <summary>True when this person may decide now: holds the role of an open level for the region, in person or for one who is away, did not ask,
    /// and neither of them has decided here before.</summary>
    public bool AwaitsDecisionOf(Actor actor) => SeatOf(actor) is not null;

    /// <summary>The person as they may decide: as themselves, or for someone absent; nobody where it would be one's own request or a second decision.</summary>
    public Actor? SignatoryOf(Actor actor) => SeatOf(actor) is { } seat ? seat.For is { } absent ? actor.For(absent) : actor : null;

    /// <summary>One person's decision. A yes counts towards the level's quorum; a no or a sending back ends the request.</summary>
    /// <param name="granted">For money: a smaller amount than was asked; absent for the whole.</param>
    /// <param name="seen">What the person had before them, as JSON.</param>
    public void Decide(Verdict verdict, string? reason, decimal? granted, Actor actor, DateTimeOffset at, string? seen = null)
    {
        var (level, role, absent) = CheckRight(actor);
        if (verdict != Verdict.Approve && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleBrokenException("Approvals.ReasonNeeded");
        }

        if (granted is { } amount && (Kind != ApprovalKind.Budget || amount <= 0 || amount > (Granted ?? Amount)))
        {
            throw new RuleBrokenException("Approvals.GrantOutOfRange", amount, (Granted ?? Amount)!.Value);
        }

        _decisions.Add(new Decision(Id, _decisions.Count + 1, level, role, verdict, reason?.Trim(), granted, absent is null ? actor : actor.For(absent), at)
        {
            PolicyVersion = PolicyVersion,
            Seen = seen,
        });
        Granted = granted ?? Granted;
        Version++;
        if (verdict != Verdict.Approve)
        {
            End(verdict == Verdict.Reject ? ApprovalStatus.Rejected : ApprovalStatus.SentBack, at);
        }
        else
        {
            GoOn(at);
        }
    }

    /// <summary>Keeps the approvals of the request before, where they still have a place: it was sent back, and the amount did not rise beyond what the policy allows.</summary>
    public void KeepOf(Approval? before, ApprovalPolicy policy, DateTimeOffset at)
    {
        if (before is not { Kind: ApprovalKind.Budget, Status: ApprovalStatus.SentBack } || policy.KeepUpTo is not { } percent)
        {
            return;
        }

        foreach (var given in before._decisions.Where(d => d.Verdict == Verdict.Approve && d.Amount is null && Amount <= SumOf(d) * (100 + percent) / 100 && !IsOwn(d.PersonId) && (d.ForId is null || !IsOwn(d.ForId.Value))).OrderBy(d => d.Number))
        {
            var asked = before.Levels[given.Level].Role;
            var level = Enumerable.Range(0, Levels.Count).FirstOrDefault(i => Levels[i].Role == asked && !IsSatisfied(i), -1);

            // Somebody must still look at what is new.
            if (level >= 0 && _decisions.Count < Levels.Sum(l => l.Quorum) - 1)
            {
                _decisions.Add(Decision.Kept(Id, _decisions.Count + 1, level, given));
            }
        }

        if (_decisions.Count > 0)
        {
            GoOn(at);
        }
    }

    // What the person had before them when they agreed, however often it was kept since.
    private static decimal? SumOf(Decision given) => given.Seen is { } seen ? Sight.Read(seen).Amount : null;

    /// <summary>It waited too long: the role above may decide too.</summary>
    public void Escalate(DateTimeOffset at)
    {
        EscalatedAt = at;
        Version++;
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

    private bool IsSatisfied(int level) => _decisions.Count(d => d.Level == level && d.Verdict == Verdict.Approve) >= Levels[level].Quorum;

    private bool HasDecided(Guid id) => _decisions.Any(d => d.PersonId == id || d.ForId == id);

    private void GoOn(DateTimeOffset at)
    {
        while (Level < Levels.Count && IsSatisfied(Level))
        {
            Level++;
        }

        if (Level == Levels.Count)
        {
            Granted ??= Amount;
            End(ApprovalStatus.Approved, at);
        }
    }

    private (int Level, string Role, Principal? For)? SeatOf(Actor actor)
    {
        if (actor.PersonId is not { } id || IsOwn(id) || HasDecided(id))
        {
            return null;
        }

        foreach (var level in OpenLevels)
        {
            if (RolesAt(level).FirstOrDefault(role => actor.Holds(role, Region)) is { } own)
            {
                return (level, own, null);
            }
        }

        foreach (var level in OpenLevels)
        {
            if (actor.Principals.FirstOrDefault(p => !IsOwn(p.Id) && !HasDecided(p.Id) && MayDecideOn(level, p)) is { } absent)
            {
                return (level, RolesAt(level).First(role => absent.Holds(role, Region)), absent);
            }
        }

        return null;
    }

    private (int Level, string Role, Principal? For) CheckRight(Actor actor)
    {
        if (!IsPending)
        {
            throw new RuleBrokenException("Approvals.AlreadyDecided", Subject, LastDecision?.PersonName ?? "ASMEX", DecidedAt!.Value);
        }

        if (actor.PersonId is { } own && IsOwn(own))
        {
            throw new RuleBrokenException("Approvals.OwnRequest");
        }

        if (actor.PersonId is { } before && HasDecided(before))
        {
            throw new RuleBrokenException("Approvals.SamePersonTwice");
        }

        return SeatOf(actor) ?? throw WhyNot(actor);
    }

    // A deputy is told why the role that is lent does not help here; to anybody else there is no such request.
    private Exception WhyNot(Actor actor)
    {
        var lent = actor.Principals.Where(p => OpenLevels.Any(level => MayDecideOn(level, p))).ToList();
        return lent.Find(p => IsOwn(p.Id)) is { } asker ? new RuleBrokenException("Approvals.OwnRequestOf", asker.Name)
            : lent.Find(p => HasDecided(p.Id)) is { } decided ? new RuleBrokenException("Approvals.DeputyOfDecider", decided.Name)
            : new NothingThereException("request");
    }

    private bool MayDecideOn(int level, Principal absent) => RolesAt(level).Any(role => absent.Holds(role, Region));

    private IEnumerable<string> RolesAt(int level) => EscalatedAt is null ? Levels[level].Roles : Levels[level].Roles.Append(EscalateTo!);

    private bool IsOwn(Guid personId) => personId == RequesterId || personId == RequesterForId;

    private void End(ApprovalStatus status, DateTimeOffset at) => (Status, DecidedAt) = (status, at);
}
