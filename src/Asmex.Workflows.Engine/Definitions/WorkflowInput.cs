using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>A value that a workflow can be started with.</summary>
/// <param name="Default">Taken when it is not given; may be absent.</param>
public sealed record WorkflowInput(string Name, string TypeName, JsonNode? Default);
