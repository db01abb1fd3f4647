using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>An Elsa 3 workflow definition: what the engine runs, and the JSON it was read from, whole.</summary>
public sealed class WorkflowDefinition
{
    /// <summary>The id of this version.</summary>
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }

    /// <summary>The JSON it was read from, with the members that are not understood here.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>Reads and checks a definition.</summary>
    /// <exception cref="DefinitionFaultException">With all faults at once.</exception>
    public static WorkflowDefinition Read(string json, ActivityCatalog activities) => throw new NotImplementedException();
}
