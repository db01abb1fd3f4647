using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for a time span. Input: <c>TimeSpan</c>, e.g. <c>2.00:00:00</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Delay", Category = "Scheduling", Description = "Wait for a time span.")]
internal sealed class Delay : IResumable
{
    [Input(Required = true, Description = "How long to wait: d.hh:mm:ss.")]
    public Input<TimeSpan>? TimeSpan { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var due = context.Now + context.Get(TimeSpan);
        return new Outcome.Waiting(new BookmarkRequest(Payload: new JsonObject { ["resumeAt"] = due }, DueAt: due));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) => Outcome.Done.Plain;
}
