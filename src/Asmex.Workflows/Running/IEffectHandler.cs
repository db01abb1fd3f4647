using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Running;

/// <summary>Turns one kind of effect into rows, inside the transaction of the burst; it saves nothing itself.</summary>
public interface IEffectHandler<in TEffect>
    where TEffect : Effect
{
    Task ApplyAsync(TEffect effect, EffectContext context, CancellationToken cancellation);
}

/// <summary>The burst an effect came from.</summary>
/// <param name="Region">The region of the plan; absent for a workflow that belongs to none.</param>
public sealed record EffectContext(string InstanceId, Guid? PlanId, Guid? ActionId, string? Region, DateTimeOffset Now, People.Actor Actor)
{
    /// <summary>The bookmark whose answer began the burst; absent for one that an answer did not begin.</summary>
    public string? Answered { get; init; }
}
