using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>Finds the definitions that others use as activities.</summary>
public interface IDefinitionResolver
{
    /// <summary>The JSON of a definition that is usable as an activity; null when there is none.</summary>
    /// <param name="activityType">The type of the activity: the definition's name in Pascal case, without dots.</param>
    /// <param name="definitionId">The definition it was drawn with, where the activity says so.</param>
    /// <param name="versionId">The id of the version it was drawn with, which goes first; another server's id is known to nobody.</param>
    /// <param name="version">The version it was drawn with; the latest published one when absent or unknown.</param>
    JsonObject? Find(string activityType, string? definitionId, string? versionId, int? version);
}
