using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Starts one workflow an item, and waits for the end of all when asked to.</summary>
/// <remarks>Inputs: <c>WorkflowDefinitionId</c>; <c>Items</c>: an item that is an object is merged into the child's input, another is given as
/// <c>Item</c>; <c>Input</c>, common to all; <c>WaitForCompletion</c>, true when absent. Outcomes: <c>Completed</c> when all have ended, <c>Done</c> without waiting.</remarks>
[Activity("Elsa.BulkDispatchWorkflows", Category = "Composition", DisplayName = "Bulk dispatch workflows", Description = "Start one workflow an item.")]
[Outcomes("Completed", "Canceled", "Done")]
internal sealed class BulkDispatchWorkflows : IResumable
{
    [Input(Required = true, Description = "The definition to start.")]
    public Input<string>? WorkflowDefinitionId { get; init; }

    [Input(Description = "The items.")]
    public Input<object>? Items { get; init; }

    [Input(Description = "Values that all children start with.")]
    public Input<JsonObject>? Input { get; init; }

    [Input(Description = "Whether to wait for the end of all.")]
    public Input<bool>? WaitForCompletion { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var waits = WaitForCompletion is null || context.Get(WaitForCompletion);
        var definition = context.Get(WorkflowDefinitionId) ?? "";
        var items = Values.List(context.Get(Items));
        for (var index = 0; index < items.Count; index++)
            context.Add(new DispatchEffect(BookmarkIdOf(context, index), definition, InputOf(context, items[index]), context.CorrelationId, waits));
        if (!waits || items.Count == 0)
            return waits ? new Outcome.Done("Completed", "Done") : Outcome.Done.Plain;
        context.Index = items.Count;
        return new Outcome.Waiting([.. items.Select((_, index) => new BookmarkRequest(Payload: new JsonObject { ["workflowDefinitionId"] = definition, ["item"] = index }))]);
    }

    public Outcome Resume(ActivityContext context, Bookmark bookmark, Answer answer) =>
        --context.Index == 0 ? new Outcome.Done("Completed", "Done") : new Outcome.StillWaiting();

    // The children answer the bookmarks, so they carry the bookmarks' ids.
    private static string BookmarkIdOf(ActivityContext context, int index) => Execution.Run.BookmarkId(context.ExecutionId, index);

    private JsonObject InputOf(ActivityContext context, object? item)
    {
        var input = context.Get(Input) ?? [];
        if (item is JsonObject members)
            foreach (var (name, value) in members)
                input[name] = value?.DeepClone();
        else
            input["Item"] = Values.ToJson(item);
        return input;
    }
}
