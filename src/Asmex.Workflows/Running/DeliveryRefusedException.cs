namespace Asmex.Workflows.Running;

/// <summary>What followed from a delivery failed half-way: the act that it was a part of is done again from its beginning, without it.</summary>
internal sealed class DeliveryRefusedException(Exception problem) : Exception(problem.Message, problem);
