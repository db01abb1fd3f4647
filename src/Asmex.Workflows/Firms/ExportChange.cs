namespace Asmex.Workflows.Firms;

/// <summary>From a day on a firm stood so; never altered, a later one follows.</summary>
public sealed class ExportChange
{
    private ExportChange()
    {
    }

    internal ExportChange(Guid firmId, ExportStatus status, DateOnly on, string? evidence, string byName, DateTimeOffset at) =>
        (FirmId, Status, On, Evidence, ByName, At) = (firmId, status, on, evidence, byName, at);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FirmId { get; private init; }
    public ExportStatus Status { get; private init; }
    public DateOnly On { get; private init; }
    public string? Evidence { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
