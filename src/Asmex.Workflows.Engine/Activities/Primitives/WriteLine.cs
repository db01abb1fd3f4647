namespace Asmex.Workflows.Engine.Activities;

/// <summary>Writes a line of text to the trace of the burst. Input: <c>Text</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.WriteLine", Category = "Console", DisplayName = "Write line", Description = "Write a line of text.")]
internal sealed class WriteLine : IActivity
{
    [Input(Description = "The text.")]
    public Input<string>? Text { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Run.Lines.Add(context.Get(Text) ?? "");
        return Outcome.Done.Plain;
    }
}
