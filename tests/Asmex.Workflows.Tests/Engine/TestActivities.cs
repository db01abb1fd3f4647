using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>A person's decision, as a business activity asks for it.</summary>
[Outcomes("Approved", "Rejected", "Late")]
public sealed class TestDecision : IResumable
{
    [Input(Required = true)] public Input<string>? Title { get; init; }
    [Input] public Input<TestWording>? Wording { get; init; }
    [Input] public Input<List<int>>? Numbers { get; init; }
    [Input] public Input<decimal>? Amount { get; init; }
    [Input] public Input<JsonNode>? Raw { get; init; }
    [Output] public Output<JsonNode>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new TestAsked(context.ExecutionId, context.Get(Title), context.Get(Wording), context.Get(Numbers), context.Get(Amount), context.Get(Raw)));
        return new Outcome.Waiting(new BookmarkRequest("decision"), new BookmarkRequest(DueAt: context.Now.AddDays(2)));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return new Outcome.Done(answer.IsDue ? "Late" : answer.Outcome!);
    }
}

public sealed record TestWording(string Fr, string? Ar = null, string? En = null);

public sealed record TestAsked(string ExecutionId, string? Title, TestWording? Wording, List<int>? Numbers, decimal Amount, JsonNode? Raw) : Effect(ExecutionId);

/// <summary>Fails in the way a bug does.</summary>
public sealed class TestThrow : IActivity
{
    public Outcome Run(ActivityContext context) => throw new InvalidOperationException("the roof is gone");
}

/// <summary>Waits twice with the same bookmark, then remembers how often it was answered.</summary>
public sealed class TestPatient : IResumable
{
    public Outcome Run(ActivityContext context)
    {
        context.Memory = 0;
        return new Outcome.Waiting(new BookmarkRequest(DueAt: context.Now.AddDays(1)));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Memory = context.Memory!.GetValue<int>() + 1;
        return context.Memory.GetValue<int>() < 3 ? new Outcome.Waiting(new BookmarkRequest(DueAt: context.Now.AddDays(1))) : new Outcome.Done();
    }
}

/// <summary>Its ports are what its input lists.</summary>
public sealed class TestPorts : IHasPorts
{
    [Input] public Input<List<TestPort>>? Outcomes { get; init; }

    public IReadOnlyList<string>? Ports => Outcomes is { IsConstant: true } ? [.. Outcomes.Constant!.Select(o => o.Name)] : null;

    public Outcome Run(ActivityContext context) => new Outcome.Done(context.Get(Outcomes)![0].Name);
}

public sealed record TestPort(string Name, TestWording? Label = null);

/// <summary>Does nothing, as fast as it can.</summary>
public sealed class TestNothing : IActivity
{
    public Outcome Run(ActivityContext context) => new Outcome.Done();
}
