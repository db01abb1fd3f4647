namespace Asmex.Workflows.Tasks;

/// <summary>How pressing a task is beside its day; ordered, the most pressing first.</summary>
public enum TaskPriority { Urgent, Normal, Low }
