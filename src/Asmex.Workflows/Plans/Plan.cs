using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>One region's plan for one year: objectives, an envelope and a portfolio of actions.</summary>
public sealed class Plan
{
    private readonly List<Objective> _objectives = [];
    private readonly List<PlanAction> _actions = [];

    private Plan()
    {
    }

    public Plan(string region, int year, string instanceId, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2021);
        (Region, Year, InstanceId, LaunchedAt) = (region, year, instanceId, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Region { get; private init; } = "";
    public int Year { get; private init; }
    public string InstanceId { get; private init; } = "";
    public PlanStatus Status { get; private set; }
    public decimal Budget { get; private set; }
    public string? Summary { get; private set; }
    public string? Report { get; private set; }
    public string? Remarks { get; private set; }
    public DateTimeOffset LaunchedAt { get; private init; }
    public DateTimeOffset? ValidatedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>True when its own steps are over and it closes with the last of the actions that were added while it ran.</summary>
    public bool ClosesWithActions { get; private set; }
    public int Version { get; private set; }
    public IReadOnlyList<Objective> Objectives => _objectives;
    public IReadOnlyList<PlanAction> Actions => _actions;

    public bool IsLive => Status is PlanStatus.Draft or PlanStatus.Submitted or PlanStatus.Running;
    public decimal Planned => _actions.Where(a => a.Status != PlanStatus.Abandoned).Sum(a => a.Budget);

    /// <summary>Replaces what the delegate prepares; only a draft can be prepared.</summary>
    public void Prepare(PlanDraft draft)
    {
        if (Status != PlanStatus.Draft)
        {
            throw new RuleBrokenException("Plans.NoLongerADraft", Status.ToString());
        }

        (Budget, Summary) = (draft.Budget, draft.Summary?.Trim());
        _objectives.Clear();
        _objectives.AddRange(draft.Objectives.Select(o => new Objective(o.Indicator, o.Target)));
        var doubled = draft.Actions.GroupBy(a => (a.Type, a.Edition.Trim().ToUpperInvariant())).FirstOrDefault(g => g.Count() > 1)?.First();
        if (doubled is not null)
        {
            throw new RuleBrokenException("Plans.ActionTwice", doubled.Type, doubled.Edition);
        }

        _actions.RemoveAll(a => draft.Actions.All(d => d.Id != a.Id));
        foreach (var wanted in draft.Actions)
        {
            if (_actions.Find(a => a.Id == wanted.Id) is { } known)
            {
                known.Redraft(wanted);
            }
            else
            {
                _actions.Add(new PlanAction(Id, Region, wanted));
            }
        }

        Version++;
    }

    /// <summary>Hands the plan to the Centre: it must have an envelope that holds its actions, objectives, and dates to come.</summary>
    public void Submit(DateOnly today)
    {
        if (Status != PlanStatus.Draft)
        {
            throw new RuleBrokenException("Plans.NoLongerADraft", Status.ToString());
        }

        if (Budget <= 0)
        {
            throw new RuleBrokenException("Plans.NoEnvelope");
        }

        if (_objectives.Count == 0)
        {
            throw new RuleBrokenException("Plans.NoObjective");
        }

        if (_actions.Count == 0)
        {
            throw new RuleBrokenException("Plans.NoAction");
        }

        if (Planned > Budget)
        {
            throw new RuleBrokenException("Plans.EnvelopeTooSmall", Budget, Planned);
        }

        foreach (var action in _actions)
        {
            action.CheckDates(today);
        }

        (Status, Remarks) = (PlanStatus.Submitted, null);
        Version++;
    }

    public void SendBack(string remarks)
    {
        MustBeSubmitted();
        (Status, Remarks) = (PlanStatus.Draft, remarks);
        Version++;
    }

    /// <summary>The Centre's yes: the plan and its actions run.</summary>
    public void Validate(DateTimeOffset at)
    {
        MustBeSubmitted();
        (Status, ValidatedAt) = (PlanStatus.Running, at);
        Version++;
    }

    /// <summary>Takes one more action into a running plan; it must fit into what the plan has not divided.</summary>
    public PlanAction AddAction(ActionDraft draft, DateOnly today, DateTimeOffset at)
    {
        var action = new PlanAction(Id, Region, draft with { Id = null }, at);
        action.CheckDates(today);
        if (_actions.Any(a => a.Status != PlanStatus.Abandoned && a.Type == action.Type && string.Equals(a.Edition, action.Edition, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RuleBrokenException("Plans.ActionTwice", action.Type, action.Edition);
        }

        if (ClosesWithActions)
        {
            throw new RuleBrokenException("Changes.PlanIsClosing");
        }

        if (Planned + action.Budget > Budget)
        {
            throw new RuleBrokenException("Plans.EnvelopeTooSmall", Budget, Planned + action.Budget);
        }

        _actions.Add(action);
        Version++;
        return action;
    }

    public void Close(PlanStatus how, DateTimeOffset at)
    {
        if (!IsLive)
        {
            return;
        }

        (Status, ClosedAt) = (how, at);
        Version++;
    }

    /// <summary>An action that was added, and is not over: the plan cannot close before it.</summary>
    public bool AwaitsActions => _actions.Exists(a => a is { AddedAt: not null, Status: PlanStatus.Draft or PlanStatus.Running });

    /// <summary>Its own steps are over; it closes when the last added action is.</summary>
    public void CloseWithActions() => ClosesWithActions = true;

    public void ReportOn(string? report, IReadOnlyDictionary<string, decimal> results)
    {
        Report = report;
        foreach (var objective in _objectives.Where(o => results.ContainsKey(o.Indicator)))
        {
            objective.Reach(results[objective.Indicator]);
        }
    }

    private void MustBeSubmitted()
    {
        if (Status != PlanStatus.Submitted)
        {
            throw new RuleBrokenException("Plans.NotSubmitted", Status.ToString());
        }
    }
}
