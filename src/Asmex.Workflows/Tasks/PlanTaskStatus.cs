namespace Asmex.Workflows.Tasks;

public enum PlanTaskStatus { Open, Done, Cancelled }
