using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>A letter to an audience without an action: made by one person, approved by another, written whole, then sent in working time.</summary>
public sealed class Campaign
{
    public const int LongestName = 120;

    private Campaign()
    {
    }

    public Campaign(CampaignDraft draft, Actor by, DateTimeOffset now)
    {
        (MadeById, MadeBy, MadeAt) = (by.PersonId ?? throw new NothingThereException("campaign"), by.Name, now);
        Fill(draft, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>How the house calls it; firms do not see it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The region it belongs to; absent: to the Centre, whatever regions its audience names.</summary>
    public string? Region { get; private set; }
    public CampaignContent Content { get; private set; } = null!;
    public CampaignAudience Audience { get; private set; } = null!;
    public CampaignState State { get; private set; }
    public Guid MadeById { get; private init; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The request on which somebody else decides, and of what text and audience it speaks.</summary>
    public Guid? ApprovalId { get; private set; }
    public string? Fingerprint { get; private set; }

    /// <summary>From when on it may start by itself.</summary>
    public DateTimeOffset? StartsAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>What has not left by then is withheld.</summary>
    public DateTimeOffset? SendUntil { get; private set; }

    /// <summary>When somebody last looked after it: a copy that comes back from a backup does not go on by itself.</summary>
    public DateTimeOffset? TendedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it stands where it stands, when the house or a person stopped it.</summary>
    public Wording? Stopped { get; private set; }

    /// <summary>Counts the changes; a form that saw fewer is stale.</summary>
    public int Version { get; private set; }

    public bool HasStarted => State is not (CampaignState.Draft or CampaignState.Submitted or CampaignState.Scheduled);

    /// <summary>True for those who make campaigns for a region, or (absent) for the Centre.</summary>
    public static bool MayMake(Actor actor, string? region) =>
        Makers(region).Any(role => actor.Is(role, region));

    /// <summary>The absent person whose right to make it a deputy uses; nobody where the own suffices.</summary>
    internal Guid? LenderOf(Actor actor) =>
        Makers(Region).Any(role => actor.Holds(role, Region)) ? null : actor.Principals.FirstOrDefault(p => Makers(Region).Any(role => p.Holds(role, Region)))?.Id;

    private static string[] Makers(string? region) => region is null ? [Roles.Officer, Roles.Coordinator] : [Roles.Officer, Roles.Coordinator, Roles.Delegate];

    public bool MayRun(Actor actor) => MayMake(actor, Region);

    /// <summary>Changes what it says or to whom; what was approved before is so no longer.</summary>
    /// <exception cref="RuleBrokenException">It has started, was changed meanwhile, or what was typed cannot stand.</exception>
    public void Change(CampaignDraft draft, int versionSeen, DateTimeOffset now)
    {
        MustNotHaveStarted();
        if (versionSeen != Version)
        {
            throw new RuleBrokenException("Campaigns.ChangedMeanwhile", Name);
        }

        Fill(draft, now);
        BackToDraft(why: null);
    }

    /// <summary>Lays text and audience before those who approve.</summary>
    public void Submit(string fingerprint, Guid approvalId)
    {
        if (State != CampaignState.Draft)
        {
            throw new RuleBrokenException("Campaigns.NotADraft", Name);
        }

        (State, Fingerprint, ApprovalId, Stopped) = (CampaignState.Submitted, fingerprint, approvalId, null);
        Version++;
    }

    /// <summary>It starts by itself at a moment to come.</summary>
    public void Schedule(DateTimeOffset at)
    {
        (State, StartsAt, Stopped) = (CampaignState.Scheduled, at, null);
        Version++;
    }

    /// <summary>From here its recipients are fixed, and their letters are being written.</summary>
    public void Start(DateTimeOffset now, DateTimeOffset sendUntil)
    {
        (State, StartedAt, SendUntil, TendedAt, Stopped) = (CampaignState.Preparing, now, sendUntil, now, null);
        Version++;
    }

    /// <summary>Every letter is written: they may leave.</summary>
    public void Send(DateTimeOffset now)
    {
        (State, TendedAt) = (CampaignState.Running, now);
        Version++;
    }

    public void Tend(DateTimeOffset now) => TendedAt = now;

    /// <exception cref="RuleBrokenException">It is not under way.</exception>
    public void Pause(Wording why)
    {
        if (State == CampaignState.Paused)
        {
            return;
        }

        if (State != CampaignState.Running)
        {
            throw new RuleBrokenException("Campaigns.NotUnderWay", Name);
        }

        (State, Stopped) = (CampaignState.Paused, why);
        Version++;
    }

    /// <exception cref="RuleBrokenException">It is not paused.</exception>
    public void Resume(DateTimeOffset now, DateTimeOffset sendUntil)
    {
        if (State == CampaignState.Running)
        {
            return;
        }

        if (State != CampaignState.Paused)
        {
            throw new RuleBrokenException("Campaigns.NotPaused", Name);
        }

        (State, Stopped, TendedAt, SendUntil) = (CampaignState.Running, null, now, sendUntil);
        Version++;
    }

    /// <summary>Firms that had been left out are written to after all.</summary>
    public void GoOn(DateTimeOffset now, DateTimeOffset sendUntil)
    {
        if (State == CampaignState.Done)
        {
            (State, EndedAt, TendedAt, SendUntil) = (CampaignState.Running, null, now, sendUntil);
            Version++;
        }
    }

    /// <summary>Every letter has left or never will.</summary>
    public void Finish(DateTimeOffset now)
    {
        (State, EndedAt) = (CampaignState.Done, now);
        Version++;
    }

    /// <exception cref="RuleBrokenException">It is over.</exception>
    public void Cancel(string? why, DateTimeOffset now)
    {
        if (State is CampaignState.Done or CampaignState.Cancelled)
        {
            throw new RuleBrokenException("Campaigns.IsOver", Name);
        }

        var reason = Line.Of(why, 500) ?? throw new RuleBrokenException("Campaigns.ReasonMissing");
        (State, EndedAt, Stopped) = (CampaignState.Cancelled, now, new Wording(reason));
        Version++;
    }

    /// <summary>Nothing of it has left, and it has to be approved again.</summary>
    public void BackToDraft(Wording? why)
    {
        (State, Fingerprint, ApprovalId, Stopped) = (CampaignState.Draft, null, null, why);
        (StartsAt, StartedAt, SendUntil, TendedAt) = (null, null, null, null);
        Version++;
    }

    internal void MustNotHaveStarted()
    {
        if (HasStarted)
        {
            throw new RuleBrokenException("Campaigns.HasStarted", Name);
        }
    }

    private void Fill(CampaignDraft draft, DateTimeOffset now)
    {
        Name = Line.Of(draft.Name, LongestName) ?? throw new RuleBrokenException("Campaigns.NameMissing");
        draft.Content.Check();
        var audience = draft.Region is { } region ? draft.Audience with { Regions = [region] } : draft.Audience;
        if (audience.IsEverybody)
        {
            throw new RuleBrokenException("Firms.AudienceIsEverybody");
        }

        (Region, Content, Audience, ChangedAt) = (draft.Region, draft.Content, audience, now);
    }
}

public enum CampaignState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Before those who approve, or approved and not started.</summary>
    Submitted,

    /// <summary>Approved; starts by itself at its time.</summary>
    Scheduled,

    /// <summary>Its letters are being written; none has left.</summary>
    Preparing,

    /// <summary>Its letters leave in working time.</summary>
    Running,
    Paused,
    Done,
    Cancelled,
}

/// <param name="Region">The region it is for; absent: a campaign of the Centre.</param>
public sealed record CampaignDraft(string? Name, string? Region, CampaignContent Content, CampaignAudience Audience);
