using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Tests.Definitions;

namespace Asmex.Workflows.Tests.Running;

/// <summary>A bundle on an engine that knows stock activities alone, as an Elsa server: the application answers the tasks it is asked for.</summary>
internal sealed class StockRun
{
    private static readonly ActivityCatalog _stock = new();
    private static readonly WorkflowEngine _engine = new(_stock, BurstLimits.Default);
    private readonly Definition _definition;
    private readonly WorkflowDefinition _read;
    private DateTimeOffset _now = DateTimeOffset.Parse("2027-01-11T08:00:00Z", CultureInfo.InvariantCulture);
    private WorkflowState _state = null!;

    public StockRun(string bundle, Definition definition)
    {
        var definitions = JsonNode.Parse(bundle)!["definitions"]!.AsArray().Select(d => d!.AsObject()).ToList();
        _definition = definition;
        _read = WorkflowDefinition.Read(definitions[^1].ToJsonString(), _stock, new DefinitionSet(definitions[..^1]));
        var input = new JsonObject { ["region"] = "MA-09", ["title"] = "SIAL 2027", ["fixedDate"] = "2027-05-03", ["midYear"] = "2027-07-01T08:00:00Z", ["planId"] = "p1", ["year"] = 2027 };
        Apply(_engine.Start(_read, new StartOrder("instance", input, _now)));
    }

    public bool IsFinished => _state.Status == WorkflowStatus.Finished;

    public List<string> Faults { get; } = [];

    /// <summary>The steps of the action type that wait.</summary>
    public IReadOnlyList<string> Waiting => [.. _state.Bookmarks.Select(StepOf)];

    public void ToTheEnd() => UntilStep("");

    public void UntilStep(string step)
    {
        for (var answers = 0; !IsFinished && !Waiting.Contains(step) && Waiting.Count > 0; answers++)
        {
            Assert.True(answers < 300, $"It does not come to an end; it waits at {string.Join(", ", Waiting)}.");
            Answer(Waiting[0], null);
        }
    }

    public void Answer(string step, string? outcome)
    {
        var bookmark = _state.Bookmarks.First(b => StepOf(b) == step);
        if (bookmark.DueAt is { } due)
        {
            _now = due > _now ? due : _now;
            Apply(_engine.Resume(_read, _state, bookmark.Id, Asmex.Workflows.Engine.Execution.Answer.Due, _now));
            return;
        }

        var ports = _definition.PortsOf(step);
        var value = _definition.Activities.FirstOrDefault(a => Definition.Id(a) == step) is { } activity && Definition.Type(activity) == "AsmexDelegateTask" ? FormAnswers.To(activity) : FormAnswers.OfFirms();
        value["outcome"] = outcome ?? ports.FirstOrDefault(p => p is "Approved" or "Submitted" or "Compliant" or "Revise" or "Done") ?? (ports.Count > 0 ? ports[0] : "Done");
        Apply(_engine.Resume(_read, _state, bookmark.Id, new Answer(Value: value), _now));
    }

    private string StepOf(Bookmark bookmark)
    {
        var node = _read.Find(bookmark.NodeId)!;
        return node.Type == "Elsa.RunTask" ? node.Parent!.Parent!.Id : node.Id;
    }

    private void Apply(Burst burst)
    {
        Faults.AddRange(burst.Incidents.Select(i => $"{i.NodeId}: {i.Message}"));
        Assert.Empty(Faults);
        _state = WorkflowState.FromJson(burst.State.ToJson());
    }
}
