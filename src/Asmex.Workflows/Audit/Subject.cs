namespace Asmex.Workflows.Audit;

/// <summary>What a line of the history is about; it is found again by any of these.</summary>
public sealed record Subject(string? Region = null, Guid? PlanId = null, Guid? ActionId = null, Guid? TaskId = null, Guid? FirmId = null, string? InstanceId = null, Guid? PersonId = null);
