using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Gives an event to all that wait for it. Inputs: <c>EventName</c>, <c>CorrelationId</c>, <c>Payload</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.PublishEvent", Category = "Runtime", DisplayName = "Publish event", Description = "Give an event to all that wait for it.")]
internal sealed class PublishEvent : IActivity
{
    [Input(Required = true, Description = "The name of the event.")]
    public Input<string>? EventName { get; init; }

    [Input(Description = "Only instances with this correlation id; all when absent.")]
    public Input<string>? CorrelationId { get; init; }

    [Input(Description = "What the event carries.")]
    public Input<object>? Payload { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new PublishEventEffect(context.ExecutionId, context.Get(EventName) ?? "", context.Get(CorrelationId), Values.ToJson(context.Get(Payload))));
        return Outcome.Done.Plain;
    }
}
