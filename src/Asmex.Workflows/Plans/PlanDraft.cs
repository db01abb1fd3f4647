namespace Asmex.Workflows.Plans;

/// <summary>What a delegate typed while preparing a plan.</summary>
public sealed record PlanDraft(decimal Budget, string? Summary, IReadOnlyList<ObjectiveDraft> Objectives, IReadOnlyList<ActionDraft> Actions);

public sealed record ObjectiveDraft(string Indicator, decimal Target);

/// <param name="Id">The action it changes; absent for a new one.</param>
/// <param name="Type">The definition id of the action type.</param>
/// <param name="Edition">What tells two actions of a type apart: a fair and its year, a quarter.</param>
/// <param name="FixedDate">The day that cannot move: the fair, the session.</param>
public sealed record ActionDraft(Guid? Id, string Type, string Edition, DateOnly StartsOn, DateOnly? FixedDate, decimal Budget);
