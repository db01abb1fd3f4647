using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Waits for the next time of a cron expression, read as local time of Morocco. Input: <c>CronExpression</c>. Outcome: <c>Done</c>.</summary>
/// <remarks>An Elsa server reads it as UTC; the difference is meant.</remarks>
[Activity("Elsa.Cron", Category = "Scheduling", Description = "Wait for the next time of a cron expression.")]
internal sealed class CronActivity : IResumable
{
    [Input(Required = true, Description = "Five fields, or six with seconds first; local time of Morocco.")]
    public Input<string>? CronExpression { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var expression = context.Get(CronExpression) ?? "";
        var due = CronTimes.NextAfter(expression, context.Now)
            ?? throw new FormatException($"The cron expression '{expression}' has no next time.");
        return new Outcome.Waiting(new BookmarkRequest(Payload: new JsonObject { ["executeAt"] = due, ["cronExpression"] = expression }, DueAt: due));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) => Outcome.Done.Plain;
}
