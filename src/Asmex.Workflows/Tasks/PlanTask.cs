using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Work that a person does once: a step that a workflow opened, or what somebody asked for by hand.</summary>
public sealed class PlanTask
{
    /// <summary>Of one that somebody makes by hand.</summary>
    public const int LongestTitle = 200;

    private DateOnly _dueOn;
    private DateRule? _due;
    private int _calendarVersion;
    private Guid? _planId;
    private Guid? _actionId;
    private string _searchWords = "";

    private PlanTask()
    {
    }

    /// <param name="executionId">The activity execution that waits for it; also its bookmark.</param>
    public PlanTask(string executionId, string instanceId, string activityId, string region, TaskKind kind, string role, Wording title, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(executionId);
        (ExecutionId, InstanceId, ActivityId, Region, Kind, Role, Title, OpenedAt) = (executionId, instanceId, activityId, region, kind, role, title, at);
    }

    /// <summary>A task that no workflow waits for.</summary>
    public PlanTask(string region, string role, Wording title, Actor maker, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(title.Fr) || title.Fr.Length > LongestTitle)
        {
            throw new RuleBrokenException("Tasks.TitleNeeded", LongestTitle);
        }

        (Region, Role, Title, MadeById, MadeBy, OpenedAt) = (region, role, title, maker.PersonId, maker.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The step of the workflow that waits for it; absent, as are the next two, for a task made by hand.</summary>
    public string? ExecutionId { get; private init; }
    public string? InstanceId { get; private init; }
    public string? ActivityId { get; private init; }
    public Guid? PlanId { get => _planId; init => _planId = value; }
    public Guid? ActionId { get => _actionId; init => _actionId = value; }

    /// <summary>Who made it by hand.</summary>
    public Guid? MadeById { get; private init; }
    public string? MadeBy { get; private init; }
    public string Region { get; private init; } = "";
    public TaskKind Kind { get; private init; }
    public string Role { get; private init; } = "";

    /// <summary>Who is accountable for it; nobody yet when absent.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>Who works on it for its owner until it is given back; the owner stays accountable.</summary>
    public Guid? EntrustedId { get; private set; }

    /// <summary>In whose list it stands: who acts on it now, or did it.</summary>
    public Guid? DoerId { get; private set; }

    /// <summary>Who gave it back to its owner, ready.</summary>
    public string? ReturnedBy { get; private set; }
    public TaskPriority Priority { get; private set; } = TaskPriority.Normal;

    /// <summary>The day its owner wants to look at it again.</summary>
    public DateOnly? FollowUpOn { get; private set; }

    /// <summary>What it is found by: its title, its work and its region in every language, as <c>SearchText</c> writes them.</summary>
    public string SearchWords { get => _searchWords; init => _searchWords = value; }
    public Wording Title { get; private init; } = new("");
    public Wording? Instructions { get; init; }
    public IReadOnlyList<FormField> Form { get; init; } = [];
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>What must be attached before completing; absent when nothing must.</summary>
    public Wording? Evidence { get; init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateOnly DueOn { get => _dueOn; init => _dueOn = value; }
    public DateRule? Due { get => _due; init => _due = value; }

    /// <summary>The calendar that <see cref="DueOn"/> was counted with.</summary>
    public int CalendarVersion { get => _calendarVersion; init => _calendarVersion = value; }
    public PlanTaskStatus Status { get; private set; }

    /// <summary>What is typed so far, or what the step was answered with before it came back, as JSON.</summary>
    public string? Draft { get; private set; }
    public DateTimeOffset? DraftSavedAt { get; private set; }
    public string? DraftSavedBy { get; private set; }

    /// <summary>Why the step came back to its owner.</summary>
    public string? Remarks { get; init; }
    public string? RemarksBy { get; init; }
    public string? Outcome { get; private set; }
    public string? Values { get; private set; }
    public Guid? CompletedById { get; private set; }
    public string? CompletedBy { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>For whom it was completed, when a deputy did it.</summary>
    public Guid? CompletedForId { get; private set; }
    public string? CompletedFor { get; private set; }
    public int Version { get; private set; }

    public bool IsByHand => ExecutionId is null;

    public bool IsOpen => Status == PlanTaskStatus.Open;

    /// <summary>A role done by a guest: a delegate of the region hands it over and stays accountable.</summary>
    public bool IsForGuest => IsOfGuest(Role);

    /// <summary>The role of the account that is accountable for it.</summary>
    public string AccountableRole => AccountableRoleOf(Role);

    public bool IsLate(DateOnly today) => IsOpen && DueOn < today;

    /// <summary>True when this person may work on it: its owner, whoever holds its role for the region, or the one it is entrusted to.</summary>
    public bool IsFor(Actor actor) => IsAnsweredBy(actor) || (actor.ActsAs(EntrustedId) && actor.Sees(Region));

    /// <summary>True when this person may complete it: the role of today counts, also for its owner; the one it is entrusted to gives it back instead.</summary>
    public bool IsAnsweredBy(Actor actor) => actor.Is(AccountableRole, Region);

    /// <summary>True when this person may say whose it is: its owner, who made it, or the coordination.</summary>
    public bool IsGivenBy(Actor actor) => (actor.ActsAs(AssigneeId) && IsAnsweredBy(actor)) || IsMadeBy(actor);

    /// <summary>True when this person may put it elsewhere or withdraw it: who made it by hand, or the coordination.</summary>
    public bool IsMadeBy(Actor actor) => actor.Is(Roles.Coordinator, Region) || (actor.ActsAs(MadeById) && actor.WorksFor(Region));

    /// <summary>The person as they act on this task: for the absent one whose it is, as themselves where they may, else for the absent one whose role it needs.</summary>
    /// <param name="answers">It is completed: the coordination arranges the tasks of others, and does not answer them.</param>
    public Actor By(Actor actor, bool answers = false)
    {
        var absent = actor.Principals.FirstOrDefault(p => p.Id == EntrustedId || p.Id == AssigneeId)
            ?? (actor.PersonId == AssigneeId || actor.PersonId == EntrustedId || MayByRole(actor.Holds) ? null : actor.Principals.FirstOrDefault(p => MayByRole(p.Holds)));
        return absent is null || actor.OnBehalfOf is not null ? actor : actor.For(absent);

        bool MayByRole(Func<string, string?, bool> holds) => holds(AccountableRole, Region) || (!answers && holds(Roles.Coordinator, Region));
    }

    /// <summary>The role of the account that is accountable for tasks of a role.</summary>
    public static string AccountableRoleOf(string role) => IsOfGuest(role) ? Roles.Delegate : role;

    /// <summary>Makes a person accountable for it, or (without) leaves it to whoever of its role takes it.</summary>
    public void Assign(Guid? personId)
    {
        MustBeOpen();
        (AssigneeId, EntrustedId, DoerId, ReturnedBy) = (personId, null, personId, null);
        Version++;
    }

    /// <summary>Another due date, counted by another rule.</summary>
    public void MoveDue(DateOnly dueOn, DateRule rule, int calendarVersion)
    {
        MustBeOpen();
        (_dueOn, _due, _calendarVersion) = (dueOn, rule, calendarVersion);
        Version++;
    }

    /// <summary>Makes it part of an action (or, without, of none); where it belongs decides what it is found by.</summary>
    public void BelongTo(Guid? planId, Guid? actionId, string searchWords)
    {
        MustBeOpen();
        (_planId, _actionId, _searchWords) = (planId, actionId, searchWords);
        Version++;
    }

    /// <summary>Lets another person work on it for its owner.</summary>
    public void Entrust(Guid personId)
    {
        MustBeOpen();
        if (AssigneeId is null)
        {
            throw new RuleBrokenException("Tasks.NobodyAccountable", Title);
        }

        if (personId == AssigneeId)
        {
            throw new RuleBrokenException("Tasks.EntrustedToOwner", Title);
        }

        (EntrustedId, DoerId, ReturnedBy) = (personId, personId, null);
        Version++;
    }

    /// <summary>Back to its owner: given back by who worked on it, or taken back.</summary>
    public void Return(string? by)
    {
        MustBeOpen();
        if (EntrustedId is null)
        {
            throw new RuleBrokenException("Tasks.NotEntrusted", Title);
        }

        (EntrustedId, DoerId, ReturnedBy) = (null, AssigneeId, by);
        Version++;
    }

    /// <summary>What only orders someone's work does not disturb who has the task open.</summary>
    public void FollowUp(DateOnly? day, DateOnly today)
    {
        MustBeOpen();
        if (day < today)
        {
            throw new RuleBrokenException("Tasks.FollowUpPast", day.Value);
        }

        FollowUpOn = day;
    }

    public void Rank(TaskPriority priority)
    {
        MustBeOpen();
        Priority = priority;
    }

    public void Prefill(string? draft) => Draft = draft;

    /// <summary>Keeps what is typed so far; who has an older draft open is told before it is lost.</summary>
    public void SaveDraft(string draft, string by, DateTimeOffset at)
    {
        MustBeOpen();
        if (draft != Draft)
        {
            Version++;
        }

        (Draft, DraftSavedBy, DraftSavedAt) = (draft, by, at);
    }

    /// <summary>The answer of the step; given once.</summary>
    public void Complete(string outcome, string values, Actor actor, DateTimeOffset at)
    {
        MustBeOpen();
        if (Outcomes.Count > 0 && Outcomes.All(o => o.Name != outcome))
        {
            throw new RuleBrokenException("Tasks.NoSuchOutcome", Title, outcome);
        }

        (Status, Outcome, Values, Draft) = (PlanTaskStatus.Done, outcome, values, null);
        var by = By(actor, answers: true);
        (CompletedById, CompletedBy, CompletedAt) = (actor.PersonId, actor.Name, at);
        (CompletedForId, CompletedFor) = (by.OnBehalfOf?.Id, by.OnBehalfOf?.Name);
        (DoerId, EntrustedId, FollowUpOn) = (actor.PersonId ?? AssigneeId, null, null);
        Version++;
    }

    public void Cancel()
    {
        if (IsOpen)
        {
            Status = PlanTaskStatus.Cancelled;
            Version++;
        }
    }

    private static bool IsOfGuest(string role) => role is Roles.Expert or Roles.Partner or Roles.Firm;

    private void MustBeOpen()
    {
        if (Status == PlanTaskStatus.Done)
        {
            throw new RuleBrokenException("Tasks.AlreadyDone", Title, CompletedBy!, CompletedAt!.Value);
        }

        if (Status == PlanTaskStatus.Cancelled)
        {
            throw new RuleBrokenException("Tasks.Cancelled", Title);
        }
    }
}
