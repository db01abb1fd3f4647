using System.Text.Encodings.Web;
using System.Text.Json;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Reading;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>A row of an import: as the file has it or as a person mended it, its verdict, and what was done with it.</summary>
public sealed class ImportRow
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ImportRow()
    {
    }

    public ImportRow(Guid importId, JudgedRow row, bool isMended)
    {
        (ImportId, Number, IsMended) = (importId, row.Reading.Row.Number, isMended);
        Cells = JsonSerializer.Serialize(row.Reading.Row.Cells, _json);
        (Verdict, FirmId, SameAsRow) = (row.Verdict, row.FirmId, row.SameAsRow);
        Findings = JsonSerializer.Serialize(row.Reading.Findings, _json);
    }

    public Guid ImportId { get; private init; }
    public int Number { get; private init; }
    public string Cells { get; private set; } = "[]";
    public Verdict Verdict { get; private init; }
    public string Findings { get; private init; } = "[]";

    /// <summary>The firm of the registry, or the earlier row, that it is.</summary>
    public Guid? FirmId { get; private set; }
    public int? SameAsRow { get; private init; }
    public bool IsMended { get; private set; }
    public RowOutcome Outcome { get; private set; }

    /// <summary>How the firm stood before; to undo it.</summary>
    public string? Before { get; private set; }

    /// <summary>The version in which the commit left the firm: an undo touches no later one.</summary>
    public int? LeftVersion { get; private set; }

    public SheetRow Row => new(Number, JsonSerializer.Deserialize<List<string>>(Cells)!) { IsMended = IsMended };

    public IReadOnlyList<Finding> Reasons => JsonSerializer.Deserialize<List<Finding>>(Findings)!;

    public void Mend(IReadOnlyList<string> cells) => (Cells, IsMended) = (JsonSerializer.Serialize(cells, _json), true);

    public void Created(Firm firm) => (Outcome, FirmId, LeftVersion) = (RowOutcome.Created, firm.Id, firm.Version);

    public void Updated(Firm firm, FirmBefore before) => (Outcome, FirmId, LeftVersion, Before) = (RowOutcome.Updated, firm.Id, firm.Version, JsonSerializer.Serialize(before, _json));

    public FirmBefore? Was => Before is null ? null : JsonSerializer.Deserialize<FirmBefore>(Before);

    public void Skip() => Outcome = RowOutcome.Skipped;

    public void Undo(bool isKept) => Outcome = isKept ? RowOutcome.Kept : RowOutcome.Undone;
}
