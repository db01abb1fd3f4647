using System.Text.Json;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>What a definition says about the actions made of it: title, budget lines, indicators. Read from its custom properties.</summary>
/// <param name="FixedDate">What the day is called that cannot move; absent for a type without one.</param>
public sealed record ActionType(string Code, Wording Title, Wording? Summary, IReadOnlyList<decimal> Budget,
    IReadOnlyList<BudgetLine> BudgetLines, IReadOnlyList<Indicator> Indicators, FixedDay? FixedDate)
{
    public string DefinitionId { get; init; } = "";

    /// <returns>Nothing for a definition that is no action type.</returns>
    public static ActionType? Of(WorkflowDefinition definition) =>
        definition.Source["customProperties"]?["Asmex"] is { } described && described["budget"] is not null
            ? described.Deserialize<ActionType>(JsonSerializerOptions.Web)! with { DefinitionId = definition.DefinitionId }
            : null;
}

public sealed record BudgetLine(string Key, Wording Label, decimal Min, decimal Max);

public sealed record Indicator(string Key, Wording Label, string? Unit);

public sealed record FixedDay(Wording Label);
