using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>A value that a definition gives as an expression; evaluated by <see cref="ActivityContext.Get{T}"/>.</summary>
public sealed record Input<T>(string ExpressionType, JsonNode? Expression);

/// <summary>Where a result goes: a variable of the definition, or nowhere.</summary>
public sealed record Output<T>(string? VariableId);
