using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>What a definition says about the actions made of it: title, budget lines, indicators. Read from its custom properties.</summary>
/// <param name="FixedDate">What the day is called that cannot move; absent for a type without one.</param>
public sealed record ActionType(string Code, Wording Title, Wording? Summary, IReadOnlyList<decimal> Budget,
    IReadOnlyList<BudgetLine> BudgetLines, IReadOnlyList<Indicator> Indicators, FixedDay? FixedDate)
{
    public string DefinitionId { get; init; } = "";

    /// <summary>The letters that its steps name.</summary>
    public IReadOnlyList<string> Letters { get; init; } = [];

    /// <returns>Nothing for a definition that is no action type.</returns>
    public static ActionType? Of(WorkflowDefinition definition) =>
        Described(definition) is { } described && described["budget"] is not null
            ? described.Deserialize<ActionType>(JsonSerializerOptions.Web)! with { DefinitionId = definition.DefinitionId, Letters = LettersOf(definition) }
            : null;

    /// <summary>The same as a fault of the definition.</summary>
    public static DefinitionFault? FaultOf(WorkflowDefinition definition) => ProblemOf(definition) is { } problem
        ? new DefinitionFault("$.customProperties.Asmex", null, $"What it says about its actions cannot be read: {problem}", "Correct it on the page of the action type.") { Reason = new("ActionType", problem) }
        : null;

    /// <summary>Why what the definition says about its actions cannot be read; nothing where it can, or where it says nothing.</summary>
    public static string? ProblemOf(WorkflowDefinition definition)
    {
        try
        {
            _ = Described(definition)?["title"]?.Deserialize<Wording>(JsonSerializerOptions.Web);
            return Of(definition) is { } type && (type.Budget is not { Count: 2 } || type.Title is null || type.Code is null || type.BudgetLines?.Any(l => l?.Label is null) != false || type.Indicators?.Any(i => i?.Label is null) != false)
                ? "an action type needs 'code', 'title', 'budget' with two sums, 'budgetLines' and 'indicators'."
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return problem.Message;
        }
    }

    private static JsonObject? Described(WorkflowDefinition definition) => (definition.Source["customProperties"] as JsonObject)?["Asmex"] as JsonObject;

    // One that a script works out is known only when it runs.
    private static List<string> LettersOf(WorkflowDefinition definition) =>
        [.. definition.Nodes.Select(n => n.Source["letter"]?["expression"]).Where(e => e?["type"]?.ToString() == "Literal").Select(e => e!["value"]?.ToString()).OfType<string>().Distinct()];
}

public sealed record BudgetLine(string Key, Wording Label, decimal Min, decimal Max);

public sealed record Indicator(string Key, Wording Label, string? Unit);

public sealed record FixedDay(Wording Label);
