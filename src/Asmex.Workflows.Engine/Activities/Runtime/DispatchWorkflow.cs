using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Starts another workflow, and waits for its end when asked to.</summary>
/// <remarks>Inputs: <c>WorkflowDefinitionId</c>, <c>CorrelationId</c>, <c>Input</c>, <c>WaitForCompletion</c>. Output: <c>Result</c>, the child's output. Outcome: <c>Done</c>.</remarks>
[Activity("Elsa.DispatchWorkflow", Category = "Composition", DisplayName = "Dispatch workflow", Description = "Start another workflow.")]
internal class DispatchWorkflow : IResumable
{
    [Input(Required = true, Description = "The definition to start.", UiHint = "workflow-definition-picker")]
    public Input<string>? WorkflowDefinitionId { get; init; }

    [Input(Description = "The correlation id of the child.")]
    public Input<string>? CorrelationId { get; init; }

    [Input(Description = "The values it starts with.")]
    public Input<JsonObject>? Input { get; init; }

    [Input(Description = "Whether to wait for its end.")]
    public Input<bool>? WaitForCompletion { get; init; }

    [Output(Description = "The output of the child.")]
    public Output<object>? Result { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var waits = context.Get(WaitForCompletion);
        var definition = context.Get(WorkflowDefinitionId) ?? "";
        context.Add(new DispatchEffect(context.ExecutionId, definition, context.Get(Input) ?? [], context.Get(CorrelationId), waits));
        return waits ? new Outcome.Waiting(new BookmarkRequest(Payload: new JsonObject { ["workflowDefinitionId"] = definition })) : Outcome.Done.Plain;
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer)
    {
        context.Set(Result, answer.Value);
        return Outcome.Done.Plain;
    }
}
