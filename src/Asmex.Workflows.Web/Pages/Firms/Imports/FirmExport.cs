using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Asmex.Workflows.Web.Pages.Firms.Imports;

/// <summary>Gives out the firms that a person sees, chosen as on their list, as a table: with headings that an import understands.</summary>
internal static class FirmExport
{
    private static readonly string[] _columns =
    [
        "ImportField.Ice", "ImportField.Name", "ImportField.ArabicName", "ImportField.LegalForm", "ImportField.TradeRegister", "ImportField.Court", "ImportField.TaxId", "ImportField.Cnss", "ImportField.Region", "ImportField.Province", "ImportField.City", "ImportField.Address", "ImportField.Sector",
        "ImportField.Products", "ImportField.HsChapters", "ImportField.Markets", "ImportField.Staff", "ImportField.Phone", "ImportField.OtherPhones", "ImportField.Website", "ImportField.ExportStatus", "ImportField.ExportStatusOn", "ImportField.WomenLed",
    ];

    public static void MapFirmExport(this WebApplication app)
    {
        app.MapGet("/firms/export.csv", CsvAsync);
        app.MapGet("/firms/export.xlsx", WorkbookAsync);
    }

    private static PushStreamHttpResult CsvAsync([AsParameters] FirmQueryString query, CurrentActor current, WorkflowsDbContext db, Words words) => TypedResults.Stream(
        async target =>
        {
            await using var writer = CsvWriter.Create(target, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);
            await writer.WriteRecordAsync([.. _columns.Select(c => words[c])]);
            await foreach (var firm in Firms(query, current, db))
            {
                await writer.WriteRecordAsync(Cells(firm, words));
            }

            await writer.FlushAsync();
        },
        "text/csv", "entreprises.csv");

    // A workbook's cells are texts: none of them is run.
    private static async Task<FileStreamHttpResult> WorkbookAsync([AsParameters] FirmQueryString query, CurrentActor current, WorkflowsDbContext db, Words words, CancellationToken cancellation)
    {
        // Row by row, because a registry has more firms than fit in memory comfortably.
        var rows = Firms(query, current, db).ToBlockingEnumerable(cancellation).Select(firm => _columns.Zip(Cells(firm, words)).ToDictionary(p => words[p.First], p => (object)p.Second));
        var content = new MemoryStream();
        await content.SaveAsAsync(rows, cancellationToken: cancellation);
        content.Position = 0;
        return TypedResults.Stream(content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "entreprises.xlsx");
    }

    private static async IAsyncEnumerable<Firm> Firms(FirmQueryString query, CurrentActor current, WorkflowsDbContext db)
    {
        var firms = await db.FirmsLikeAsync(query.Filter, current.Actor, default);
        await foreach (var firm in firms.AsNoTracking().OrderBy(f => f.Name).AsAsyncEnumerable())
        {
            yield return firm;
        }
    }

    private static string[] Cells(Firm firm, Words words) =>
    [
        firm.Ice ?? "", firm.Name, firm.ArabicName ?? "", words["LegalForm." + firm.LegalForm], firm.TradeRegister ?? "", firm.Court ?? "", firm.TaxId ?? "", firm.Cnss ?? "", words[RegionCatalog.NameOf(firm.Region)], firm.Province ?? "", firm.City ?? "", firm.Address ?? "",
        words[SectorCatalog.NameOf(firm.Sector)], firm.Products ?? "", firm.HsChapters ?? "", firm.Markets ?? "", firm.Staff?.ToString(CultureInfo.InvariantCulture) ?? "", firm.Phone ?? "", firm.OtherPhones?.Replace(' ', ',') ?? "", firm.Website ?? "", words["ExportStatus." + firm.ExportStatus],
        firm.ExportStatusOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", firm.WomenLed ? words["Answer.Yes"] : "",
    ];
}
