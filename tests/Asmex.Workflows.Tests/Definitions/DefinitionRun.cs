using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Tests.Definitions;

/// <summary>Plays a definition with the engine alone: answers what waits, jumps to the next time, keeps what was asked for.</summary>
internal sealed class DefinitionRun
{
    private static readonly ActivityCatalog _catalog = Catalog();
    private static readonly WorkflowEngine _engine = new(_catalog, BurstLimits.Default);
    private readonly Definition _definition;
    private readonly WorkflowDefinition _read;
    private readonly Dictionary<string, int> _answered = [];
    private DateTimeOffset _now = DateTimeOffset.Parse("2027-01-11T08:00:00Z", CultureInfo.InvariantCulture);

    public DefinitionRun(Definition definition)
    {
        _definition = definition;
        _read = Read(definition);
        State = null!;
        Apply(_engine.Start(_read, new StartOrder("instance", Input(), _now)));
    }

    public WorkflowState State { get; private set; }
    public List<Effect> Effects { get; } = [];

    /// <summary>The activities that wait, in the order in which they began to.</summary>
    public IReadOnlyList<string> Waiting => [.. State.Bookmarks.Select(b => b.ActivityId)];
    public bool IsFinished => State.Status == WorkflowStatus.Finished;

    public PlanStatus? Closed => Effects.Select(e => e switch
    {
        CloseActionEffect action => action.How,
        ClosePlanEffect plan => plan.How,
        _ => (PlanStatus?)null,
    }).SingleOrDefault(how => how is not null);

    public static WorkflowDefinition Read(Definition definition) => WorkflowDefinition.Read(definition.Text, _catalog);

    public static IReadOnlyList<string> PortsOf(JsonObject activity)
    {
        if (Definition.Type(activity) == "AsmexDelegateTask")
        {
            return Definition.Plain(activity, "outcomes")?.AsArray().Select(o => (string)o!["name"]!).ToList() ?? ["Done"];
        }

        return Definition.Type(activity) == "Elsa.FlowFork"
            ? [.. Definition.Plain(activity, "branches")!.AsArray().Select(b => (string)b!)]
            : _catalog.Find(Definition.Type(activity))!.Outcomes;
    }

    /// <summary>How often this step was answered.</summary>
    public int Rounds(string activityId) => _answered.GetValueOrDefault(activityId);

    /// <summary>Answers a step that waits, by the given port or the usual one, with what a person would type.</summary>
    public DefinitionRun Answer(string activityId, string? port = null, Action<JsonObject>? change = null)
    {
        var bookmark = State.Bookmarks.First(b => b.ActivityId == activityId);
        _answered[activityId] = Rounds(activityId) + 1;
        if (bookmark.DueAt is { } due)
        {
            _now = due > _now ? due : _now;
            return Apply(_engine.Resume(_read, State, bookmark.Id, Asmex.Workflows.Engine.Execution.Answer.Due, _now));
        }

        return Apply(_engine.Resume(_read, State, bookmark.Id, new Answer(port ?? Usual(activityId), Value(activityId, change)), _now));
    }

    /// <summary>Answers everything the usual way, until nothing waits or a step of these does.</summary>
    public DefinitionRun Until(params string[] steps)
    {
        for (var answers = 0; !IsFinished && Waiting.FirstOrDefault(w => !steps.Contains(w)) is { } next && !steps.Any(Waiting.Contains); answers++)
        {
            Assert.True(answers < 500, $"{_definition.Name} does not come to an end; it waits at {string.Join(", ", Waiting)}.");
            Answer(next);
        }

        return this;
    }

    public DefinitionRun ToTheEnd() => Until();

    private static ActivityCatalog Catalog() => new(typeof(AsmexDelegateTask).Assembly);

    private string Usual(string activityId)
    {
        var ports = _definition.PortsOf(activityId);
        return ports.FirstOrDefault(p => p is "Approved" or "Submitted" or "Compliant" or "Revise" or "Done") ?? (ports.Count > 0 ? ports[0] : "Done");
    }

    private JsonNode? Value(string activityId, Action<JsonObject>? change)
    {
        if (_definition.Activities.FirstOrDefault(a => Definition.Id(a) == activityId) is not { } activity)
        {
            return null;
        }

        var value = Definition.Type(activity) switch
        {
            "AsmexDelegateTask" => FormAnswers.To(activity),
            "AsmexInvite" => FormAnswers.OfFirms(),
            "AsmexValidatePlan" => null,
            _ => new JsonObject { ["remarks"] = "…", ["by"] = "Nadia" },
        };
        if (value is null)
        {
            return new JsonArray(Action("a1", "conseil-export"), Action("a2", "salon-collectif"));
        }

        change?.Invoke(value);
        return value;
    }

    private static JsonObject Action(string id, string definition) => new()
    {
        ["actionId"] = id,
        ["definitionId"] = definition,
        ["title"] = definition,
        ["fixedDate"] = "2027-05-03",
        ["startsAt"] = "2027-01-10T08:00:00Z",
    };

    private static JsonObject Input() => new()
    {
        ["actionId"] = "a1",
        ["planId"] = "p1",
        ["region"] = "MA-09",
        ["title"] = "SIAL 2027",
        ["fixedDate"] = "2027-05-03",
        ["year"] = 2027,
        ["midYear"] = "2027-07-01T08:00:00Z",
    };

    private DefinitionRun Apply(Burst burst)
    {
        Assert.True(burst.Incidents.Count == 0, string.Join(Environment.NewLine, burst.Incidents.Select(i => $"{_definition.Name}, {i.ActivityId}: {i.Message}")));
        State = WorkflowState.FromJson(burst.State.ToJson());
        Effects.AddRange(burst.Effects);
        return this;
    }
}
