using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for an interval. Input: <c>Interval</c>, e.g. <c>00:15:00</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Timer", Category = "Scheduling", Description = "Wait for an interval.")]
internal sealed class TimerActivity : IResumable
{
    [Input(Required = true, Description = "How long to wait: d.hh:mm:ss.")]
    public Input<TimeSpan>? Interval { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var due = context.Now + context.Get(Interval);
        return new Outcome.Waiting(new BookmarkRequest(Payload: new JsonObject { ["resumeAt"] = due }, DueAt: due));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) => Outcome.Done.Plain;
}
