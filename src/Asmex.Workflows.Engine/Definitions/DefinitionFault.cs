namespace Asmex.Workflows.Engine.Definitions;

/// <summary>One fault of a definition.</summary>
/// <param name="Path">JSON path, e.g. <c>$.root.activities[4].amount</c>.</param>
/// <param name="ActivityId">The activity it concerns; absent for the whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsWarning">True when the definition runs all the same.</param>
public sealed record DefinitionFault(string Path, string? ActivityId, string Message, string Remedy, bool IsWarning = false)
{
    /// <summary>The same as <see cref="Message"/>, to be said in another language; absent where only the message tells.</summary>
    public FaultReason? Reason { get; init; }

    /// <summary>What the activity is called on the drawing; absent where it has no name, or is none.</summary>
    public string? ActivityName { get; init; }

    public override string ToString() => $"{Path}{(ActivityId is null ? "" : $": activity '{ActivityId}'")}: {Message} {Remedy}";
}
