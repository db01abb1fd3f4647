namespace Asmex.Workflows.Engine.Activities;

/// <summary>Gives an output of the workflow a value. Inputs: <c>OutputName</c>, <c>OutputValue</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.SetOutput", Category = "Composition", DisplayName = "Set output", Description = "Give an output of the workflow a value.")]
internal sealed class SetOutput : IActivity
{
    [Input(Required = true, Description = "The name of the output.")]
    public Input<string>? OutputName { get; init; }

    [Input(Description = "The value.")]
    public Input<object>? OutputValue { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var name = context.Get(OutputName) ?? "";
        var value = context.Get(OutputValue);
        for (var around = context.Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Activity is not DefinitionActivity composite)
                continue;
            composite.SetOutput(around, name, value);
            return Outcome.Done.Plain;
        }
        context.Run.SetOutput(name, value);
        return Outcome.Done.Plain;
    }
}
