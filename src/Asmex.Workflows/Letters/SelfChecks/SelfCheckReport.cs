namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>The last look at one sender through one relay.</summary>
public sealed class SelfCheckReport
{
    private SelfCheckReport()
    {
    }

    public SelfCheckReport(string relay) => Relay = relay;

    public string Relay { get; private init; } = "";
    public DateTimeOffset At { get; private set; }
    public string? By { get; private set; }
    public IReadOnlyList<CheckResult> Results { get; private set; } = [];

    public bool Blocks => Results.Any(r => r.Outcome == CheckOutcome.Blocks);

    public void Found(IReadOnlyList<CheckResult> results, string by, DateTimeOffset at) => (Results, By, At) = (results, by, at);
}
