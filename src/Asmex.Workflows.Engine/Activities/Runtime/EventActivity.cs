using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for an event of a name. Inputs: <c>EventName</c>; <c>Payload</c>, to wait only for one that carries just this. Output: <c>Result</c>, the event's payload. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Event", Category = "Blocking", DisplayName = "Event", Description = "Wait for an event.")]
internal sealed class EventActivity : IResumable
{
    [Input(Required = true, Description = "The name of the event.")]
    public Input<string>? EventName { get; init; }

    [Input(Description = "Only an event that carries just this; any when absent.")]
    public Input<object>? Payload { get; init; }

    [Output(Description = "The payload of the event.")]
    public Output<object>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var name = context.Get(EventName) ?? "";
        return new Outcome.Waiting(new BookmarkRequest(Stimuli.Event(name, Values.ToJson(context.Get(Payload))), new JsonObject { ["eventName"] = name }));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return Outcome.Done.Plain;
    }
}
