using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Asks the application for a task and waits for its result. Inputs: <c>TaskName</c>, <c>Payload</c>. Output: <c>Result</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.RunTask", Category = "Primitives", DisplayName = "Run task", Description = "Ask the application for a task and wait for its result.")]
internal sealed class RunTask : IResumable
{
    [Input(Required = true, Description = "The name of the task.")]
    public Input<string>? TaskName { get; init; }

    [Input(Description = "What the task needs.")]
    public Input<object>? Payload { get; init; }

    [Output(Description = "The result.")]
    public Output<object>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var name = context.Get(TaskName) ?? "";
        context.Add(new RunTaskEffect(context.ExecutionId, name, Values.ToJson(context.Get(Payload))));
        return new Outcome.Waiting(new BookmarkRequest(Stimuli.Task(context.ExecutionId), new JsonObject { ["taskId"] = context.ExecutionId, ["taskName"] = name }));
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return Outcome.Done.Plain;
    }
}
