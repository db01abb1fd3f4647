using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for a moment; goes on at once when it has passed. Input: <c>DateTime</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.StartAt", Category = "Scheduling", DisplayName = "Start at", Description = "Wait for a moment.")]
internal sealed class StartAt : IResumable
{
    [Input(Required = true, Description = "The moment, with its offset; UTC without one.")]
    public Input<DateTimeOffset>? DateTime { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var due = context.Get(DateTime).ToUniversalTime();
        return due <= context.Now
            ? Outcome.Done.Plain
            : new Outcome.Waiting(new BookmarkRequest(Payload: new JsonObject { ["executeAt"] = due }, DueAt: due));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) => Outcome.Done.Plain;
}
