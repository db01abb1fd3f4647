using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for an event of a name. Input: <c>EventName</c>. Output: <c>Result</c>, the event's payload. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Event", Category = "Blocking", DisplayName = "Event", Description = "Wait for an event.")]
internal sealed class EventActivity : IResumable
{
    [Input(Description = "The name of the event.")]
    public Input<string>? EventName { get; init; }

    [Output(Description = "The payload of the event.")]
    public Output<object>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var name = context.Get(EventName) ?? "";
        return new Outcome.Waiting(new BookmarkRequest(Stimuli.Event(name), new JsonObject { ["eventName"] = name }));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return Outcome.Done.Plain;
    }
}
