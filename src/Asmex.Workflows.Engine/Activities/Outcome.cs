using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>What an activity answers: done by some ports, or waiting.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Finished; leaves by these ports. Without a name: <c>Done</c>.</summary>
    public sealed record Done(params string[] Names) : Outcome;

    /// <summary>Waits for one of these bookmarks.</summary>
    public sealed record Waiting(params BookmarkRequest[] Bookmarks) : Outcome;

    /// <summary>A composite that scheduled children and is completed by them.</summary>
    public sealed record Ongoing : Outcome;
}

/// <summary>A bookmark that an activity asks for; ids are the engine's.</summary>
public sealed record BookmarkRequest(string? Stimulus = null, JsonNode? Payload = null, DateTimeOffset? DueAt = null);
