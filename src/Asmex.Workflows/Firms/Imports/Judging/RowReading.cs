using Asmex.Workflows.Firms.Imports.Reading;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>What a row says, as far as it could be understood.</summary>
public sealed class RowReading(SheetRow row)
{
    private readonly List<Finding> _findings = [];

    public SheetRow Row => row;
    public IReadOnlyList<Finding> Findings => _findings;
    public FirmDraft? Draft { get; internal set; }
    public ContactDraft? Contact { get; internal set; }

    /// <summary>What the firm answered to letters: yes, no, or nothing.</summary>
    public bool? Agrees { get; internal set; }

    public ExportStatus? Status { get; internal set; }
    public DateOnly? StatusOn { get; internal set; }

    /// <summary>False where the day of the status is that of the import, because the row gives none.</summary>
    public bool IsStatusDated { get; internal set; }
    public string? Email { get; internal set; }
    public bool IsRejected => _findings.Exists(f => f.Weight == Verdict.Reject);
    public Verdict Verdict => _findings.Count == 0 ? Verdict.New : _findings.Max(f => f.Weight);

    public void Find(Verdict weight, string key, params string[] values) => _findings.Add(new Finding(weight, key, values));
}
