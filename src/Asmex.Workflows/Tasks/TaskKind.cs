namespace Asmex.Workflows.Tasks;

/// <summary>Which page a task is done on: its own form, or the plan's.</summary>
public enum TaskKind { Form, PreparePlan, ValidatePlan }
