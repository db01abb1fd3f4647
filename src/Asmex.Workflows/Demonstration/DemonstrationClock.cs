namespace Asmex.Workflows.Demonstration;

/// <summary>The clock while demonstration data is made: it is moved through the past, so that verbs leave the traces of years.</summary>
public sealed class DemonstrationClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on to a later moment; an earlier one is ignored, as time does not go back.</summary>
    public void MoveTo(DateTimeOffset at) => _now = at > _now ? at : _now;
}
