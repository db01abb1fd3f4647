using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>A firm exported for the first time: one more on the way to the aim, counted in the region and year in which it happened.</summary>
public sealed class Conversion
{
    private Conversion()
    {
    }

    internal Conversion(Firm firm, ConversionRequest request, string byName, DateTimeOffset now)
    {
        Evidence = Line.Of(request.Evidence, 1_000) ?? throw new RuleBrokenException("Firms.EvidenceMissing");
        (FirmId, Region, On, Market, ActionId) = (firm.Id, firm.Region, request.On, Line.Of(request.Market, 100), request.ActionId);
        (ByName, At) = (byName, now);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public string Region { get; private init; } = "";
    public DateOnly On { get; private init; }

    /// <summary>What proves it: the number of a customs declaration, a contract, an invoice.</summary>
    public string Evidence { get; private init; } = "";

    public string? Market { get; private init; }
    public Guid? ActionId { get; private init; }

    /// <summary>False for the later of two of one firm: it exported for the first time once.</summary>
    public bool IsCounted { get; private set; } = true;
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    internal void CountNoMore() => IsCounted = false;
}

/// <param name="ActionId">The action that brought it about, where one did.</param>
public sealed record ConversionRequest(Guid FirmId, DateOnly On, string Evidence, string? Market = null, Guid? ActionId = null);
