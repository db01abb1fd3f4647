using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Rehearsals;

/// <summary>Plays one instance of a definition on a virtual clock: for authors of definitions and their tests.</summary>
/// <remarks>The state is written and read again between all bursts, as a database would. What an activity wants done outside
/// (tasks, letters, children) is listed in <see cref="Effects"/> and not done; give the answer with <see cref="Answer"/>.</remarks>
public sealed class Rehearsal
{
    private readonly WorkflowEngine _engine;
    private readonly List<string> _lines = [];
    private readonly List<string> _trace = [];
    private readonly List<Effect> _effects = [];
    private readonly List<Incident> _incidents = [];

    /// <param name="now">When it begins on the virtual clock; 2026-01-05 08:00 UTC, a Monday, when absent.</param>
    public Rehearsal(WorkflowDefinition definition, ActivityCatalog activities, DateTimeOffset? now = null, BurstLimits? limits = null)
    {
        Definition = definition;
        _engine = new WorkflowEngine(activities, limits ?? BurstLimits.Default);
        Now = now ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>The virtual clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Where the instance stands.</summary>
    public WorkflowState State { get; private set; } = null!;

    /// <summary>What the last burst did.</summary>
    public Burst Last { get; private set; } = null!;

    /// <summary>The ids of the activities that wait, in the order of the definition's node ids.</summary>
    public IReadOnlyList<string> Waiting => [.. State.Bookmarks.OrderBy(b => b.NodeId, StringComparer.Ordinal).Select(b => b.ActivityId)];

    /// <summary>The ids of the activities that completed, in order.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>What <c>Elsa.WriteLine</c> wrote.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What the activities wanted done outside.</summary>
    public IReadOnlyList<Effect> Effects => _effects;

    public IReadOnlyList<Incident> Incidents => _incidents;

    /// <summary>Starts the instance.</summary>
    public Rehearsal Start(JsonObject? input = null, string instanceId = "rehearsal", string? correlationId = null)
    {
        Take(_engine.Start(Definition, new StartOrder(instanceId, input ?? [], Now, correlationId)));
        return this;
    }

    /// <summary>Answers an activity that waits.</summary>
    /// <exception cref="InvalidOperationException">It does not wait.</exception>
    public Rehearsal Answer(string activityId, string? outcome = null, JsonNode? value = null) =>
        AnswerBookmark(BookmarkOf(activityId).Id, new Answer(outcome, value));

    /// <summary>Answers one bookmark.</summary>
    public Rehearsal AnswerBookmark(string bookmarkId, Answer answer)
    {
        Take(_engine.Resume(Definition, WorkflowState.FromJson(State.ToJson()), bookmarkId, answer, Now));
        return this;
    }

    /// <summary>Moves the clock on; what falls due on the way is fired in its order, each at its time.</summary>
    public Rehearsal Advance(TimeSpan span)
    {
        var until = Now + span;
        while (State.Bookmarks.Where(b => b.DueAt <= until).MinBy(b => b.DueAt) is { } due)
        {
            Now = due.DueAt > Now ? due.DueAt.Value : Now;
            AnswerBookmark(due.Id, Execution.Answer.Due);
            if (Last.IsRolledBack)
                break;
        }
        Now = until;
        return this;
    }

    /// <summary>Ends the instance.</summary>
    public Rehearsal Cancel()
    {
        Take(_engine.Cancel(Definition, WorkflowState.FromJson(State.ToJson()), Now));
        return this;
    }

    private Bookmark BookmarkOf(string activityId) => State.Bookmarks.FirstOrDefault(b => b.ActivityId == activityId)
        ?? throw new InvalidOperationException($"'{activityId}' does not wait; these do: {string.Join(", ", Waiting)}.");

    private void Take(Burst burst)
    {
        (Last, State) = (burst, burst.State);
        _lines.AddRange(burst.Lines);
        _effects.AddRange(burst.Effects);
        _incidents.AddRange(burst.Incidents);
        _trace.AddRange(burst.Executions.Where(e => e.Status == nameof(ActivityStatus.Completed)).Select(e => e.ActivityId));
    }
}
