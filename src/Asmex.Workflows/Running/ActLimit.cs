namespace Asmex.Workflows.Running;

/// <summary>Counts what follows from one act: definitions that start or wake each other must not hold it for ever.</summary>
internal sealed class ActLimit(RunningOptions options, TimeProvider clock)
{
    // A few bursts that wait for locks are slow, not endless.
    private const int FewBursts = 10;

    private readonly long _began = clock.GetTimestamp();
    private int _bursts;

    /// <exception cref="EndlessActException">It is one burst too many, or it has taken too long.</exception>
    public void MustAllowAnother(ActOrigin origin, IReadOnlySet<string> definitions)
    {
        if (++_bursts > options.MostBurstsPerAct || (_bursts > FewBursts && clock.GetElapsedTime(_began) > options.MostTimePerAct))
        {
            throw new EndlessActException(origin, _bursts - 1, definitions, clock.GetUtcNow());
        }
    }
}
