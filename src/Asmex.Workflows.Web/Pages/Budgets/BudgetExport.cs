using System.Globalization;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Asmex.Workflows.Web.Pages.Budgets;

/// <summary>Gives out the movements of a year that a person sees. Amounts stand in two columns, so that none begins with a sign.</summary>
internal static class BudgetExport
{
    private static readonly string[] _columns =
    [
        "Regions.Region", "Approvals.Envelope", "Budget.Number", "Budget.When", "Budget.What", "Budget.LineName", "BudgetPage.Plus", "BudgetPage.Minus",
        "Expense.Supplier", "Budget.Partner", "Expense.On", "Funds.Reason", "Budget.By",
    ];

    public static void MapBudgetExport(this WebApplication app)
    {
        app.MapGet("/budgets/export.csv", CsvAsync);
        app.MapGet("/budgets/export.xlsx", WorkbookAsync);
    }

    private static PushStreamHttpResult CsvAsync(int? year, string? region, CurrentActor current, WorkflowsDbContext db, BudgetSheets sheets, Words words, TimeProvider clock)
    {
        var asked = year ?? Zone.DateOf(clock.GetUtcNow()).Year;
        return TypedResults.Stream(
            async target =>
            {
                await using var writer = CsvWriter.Create(target, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);
                await writer.WriteRecordAsync([.. _columns.Select(c => words[c])]);
                await foreach (var line in Lines(asked, region, current, db, sheets))
                {
                    await writer.WriteRecordAsync(Cells(line, words));
                }

                await writer.FlushAsync();
            },
            "text/csv", $"budget-{asked.ToString(CultureInfo.InvariantCulture)}.csv");
    }

    // Texts of a workbook's cells are never run; amounts and times are what they are, so that they add up and sort.
    private static async Task<FileStreamHttpResult> WorkbookAsync(
        int? year, string? region, CurrentActor current, WorkflowsDbContext db, BudgetSheets sheets, Words words, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = year ?? Zone.DateOf(clock.GetUtcNow()).Year;
        var rows = Lines(asked, region, current, db, sheets).ToBlockingEnumerable(cancellation).Select(line => _columns.Zip(Values(line, words)).ToDictionary(p => words[p.First], p => p.Second));
        var content = new MemoryStream();
        await content.SaveAsAsync(rows, cancellationToken: cancellation);
        content.Position = 0;
        return TypedResults.Stream(content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"budget-{asked.ToString(CultureInfo.InvariantCulture)}.xlsx");
    }

    private static IAsyncEnumerable<Line> Lines(int year, string? region, CurrentActor current, WorkflowsDbContext db, BudgetSheets sheets)
    {
        var plans = sheets.PlansSeen(year, string.IsNullOrEmpty(region) ? null : region, current.Actor);
        return db.Set<Movement>().AsNoTracking().Join(db.Set<Envelope>().Where(e => plans.Any(p => p.Id == e.PlanId)), m => m.EnvelopeId, e => e.Id, (m, e) => new { Movement = m, e.Code, e.Region })
            .OrderBy(l => l.Code).ThenBy(l => l.Movement.Number).Select(l => new Line(l.Movement, l.Code, l.Region)).AsAsyncEnumerable();
    }

    private static string[] Cells(Line line, Words words) => [.. Values(line, words).Select(value => value switch
    {
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    })];

    private static object?[] Values(Line line, Words words)
    {
        var m = line.Movement;
        return
        [
            words[RegionCatalog.NameOf(line.Region)], line.Code, m.Number, Zone.DateOf(m.At).ToDateTime(Zone.TimeOf(m.At)), words["Movement." + m.Kind], m.Line,
            m.Amount >= 0 ? m.Amount : null, m.Amount < 0 ? -m.Amount : null, m.Supplier, m.Partner, m.InvoicedOn?.ToDateTime(TimeOnly.MinValue), m.Reason, m.ActorName,
        ];
    }

    private sealed record Line(Movement Movement, string Code, string Region);
}
