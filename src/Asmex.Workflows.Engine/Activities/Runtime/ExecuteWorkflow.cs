namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs another workflow as a part of this one. As <see cref="DispatchWorkflow"/>: a child is always started in the transaction of the burst.</summary>
[Activity("Elsa.ExecuteWorkflow", Category = "Composition", DisplayName = "Execute workflow", Description = "Run another workflow.")]
internal sealed class ExecuteWorkflow : DispatchWorkflow;
