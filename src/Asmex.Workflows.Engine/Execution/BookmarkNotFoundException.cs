namespace Asmex.Workflows.Engine.Execution;

/// <summary>The instance does not wait at this bookmark: it was answered already, or never was.</summary>
public sealed class BookmarkNotFoundException(string instanceId, string bookmarkId)
    : Exception($"Instance '{instanceId}' holds no bookmark '{bookmarkId}'.")
{
    public string InstanceId { get; } = instanceId;
    public string BookmarkId { get; } = bookmarkId;
}
