namespace Asmex.Workflows.Engine.Activities;

/// <summary>Names the instance. Input: <c>Value</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.SetName", Category = "Primitives", DisplayName = "Set name", Description = "Name the workflow instance.")]
internal sealed class SetName : IActivity
{
    [Input(Description = "The name.")]
    public Input<string>? Value { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Run.Name = context.Get(Value);
        return Outcome.Done.Plain;
    }
}
