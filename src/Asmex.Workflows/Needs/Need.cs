using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Needs;

/// <summary>What a firm says it lacks to export.</summary>
public sealed class Need
{
    private Need()
    {
    }

    public Need(Firm firm, NeedRequest request, string byName, DateTimeOffset now)
    {
        Text = Line.Of(request.Text, 2_000) ?? throw new RuleBrokenException("Needs.TextMissing");
        (FirmId, Region, Sector) = (firm.Id, firm.Region, firm.Sector);
        (Category, Urgency, Source, ActionId) = (request.Category, request.Urgency, request.Source, request.ActionId);
        (ByName, StatedAt) = (byName, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public string Region { get; private init; } = "";
    public string Sector { get; private init; } = "";
    public NeedCategory Category { get; private init; }
    public string Text { get; private init; } = "";
    public NeedUrgency Urgency { get; private init; }
    public NeedSource Source { get; private init; }
    public Guid? ActionId { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset StatedAt { get; private init; }
    public NeedState State { get; private set; } = NeedState.Stated;

    /// <summary>What became of it, once it is closed.</summary>
    public string? Outcome { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public void Close(string outcome, DateTimeOffset now)
    {
        if (State == NeedState.Closed)
        {
            throw new RuleBrokenException("Needs.AlreadyClosed", ClosedAt!.Value);
        }

        Outcome = Line.Of(outcome, 1_000) ?? throw new RuleBrokenException("Needs.OutcomeMissing");
        (State, ClosedAt) = (NeedState.Closed, now);
    }
}
