using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>What an activity answers: done by some ports, or waiting.</summary>
public abstract record Outcome
{
    internal static readonly IReadOnlyList<string> DoneNames = ["Done"];

    private Outcome()
    {
    }

    /// <summary>Finished; leaves by these ports. Without a name: <c>Done</c>.</summary>
    public sealed record Done(params string[] Names) : Outcome
    {
        internal static Done Plain { get; } = new();

        internal IReadOnlyList<string> NamesOrDone => Names is { Length: > 0 } ? Names : DoneNames;
    }

    /// <summary>Waits for one of these bookmarks; they replace those it held. The first has the id of the execution, each time.</summary>
    public sealed record Waiting(params BookmarkRequest[] Bookmarks) : Outcome;

    /// <summary>The answered bookmark is burned, the others stay, and these are added.</summary>
    public sealed record StillWaiting(params BookmarkRequest[] More) : Outcome;

    /// <summary>A composite that scheduled children and is completed by them.</summary>
    public sealed record Ongoing : Outcome
    {
        internal static Ongoing Plain { get; } = new();
    }

    /// <summary>Ends in a fault on purpose: an incident is kept, and so is the burst.</summary>
    internal sealed record Faulted(string Message, JsonNode? Detail = null) : Outcome;
}

/// <summary>A bookmark that an activity asks for; ids are the engine's.</summary>
public sealed record BookmarkRequest(string? Stimulus = null, JsonNode? Payload = null, DateTimeOffset? DueAt = null);
