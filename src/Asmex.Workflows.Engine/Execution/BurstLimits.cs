namespace Asmex.Workflows.Engine.Execution;

/// <summary>What one burst may use before it becomes an incident.</summary>
/// <param name="Steps">Activities executed. Defaults to 100,000.</param>
/// <param name="Time">Wall time. Defaults to 10 seconds.</param>
public sealed record BurstLimits(int Steps, TimeSpan Time)
{
    public static BurstLimits Default { get; } = new(100_000, TimeSpan.FromSeconds(10));
}
