namespace Asmex.Workflows.Plans;

/// <summary>Where a plan stands; an action of it goes from <see cref="Draft"/> to <see cref="Running"/> when the plan is validated.</summary>
public enum PlanStatus { Draft, Submitted, Running, Closed, Abandoned }
