namespace Asmex.Workflows.Tests.Crash;

/// <summary>What a person (or the clock) does next in a journey; one call of one verb.</summary>
/// <param name="Verb">Launch, Prepare, Validate, Attach, Complete, Decide, Supplement, Start, Answer, Cancel, Migrate or Sweep.</param>
/// <param name="Now">The time on the clock when it is done.</param>
public sealed record Act(string Verb, DateTimeOffset Now)
{
    public Guid Id { get; init; }
    public string Region { get; init; } = "";
    public string Role { get; init; } = "";

    /// <summary>For a decision: whether it is sent back.</summary>
    public bool SendsBack { get; init; }
    public Dictionary<string, string> Typed { get; init; } = [];
}
