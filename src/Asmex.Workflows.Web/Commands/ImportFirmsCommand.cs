using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Commands;

/// <summary>Says of each row of a file of firms what an import would make of it; the import itself is done on the pages.</summary>
internal static class ImportFirmsCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A .csv, .tsv or .xlsx file." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Changes nothing; required." };
        var json = new Option<bool>("--json") { Description = "One JSON object a row: row, verdict, reasons." };
        var language = new Option<string>("--language") { Description = "fr, ar or en.", DefaultValueFactory = _ => Languages.English };
        var command = new Command("import-firms", "Reads a file of firms and gives the verdict of each row: new, duplicate, update, warn or reject.") { file, dryRun, json, language };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(dryRun), parsed.GetValue(json), Languages.Known(parsed.GetValue(language)), [.. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool isDry, bool json, string language, string[] settings, CancellationToken cancellation)
    {
        if (!isDry)
        {
            await Console.Error.WriteLineAsync("An import is committed on the pages, by a person. Here only --dry-run is done.");
            return 2;
        }

        var builder = WebApplication.CreateBuilder(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddAsmex();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        try
        {
            var path = Shell.PathOf(file);
            var limits = scope.ServiceProvider.GetRequiredService<IOptions<SheetLimits>>().Value;
            var sheet = SheetFiles.Open(path, Path.GetFileName(path), limits);
            var mapping = ColumnMapping.Propose(sheet).MustDo(Path.GetFileName(path));
            var isEmpty = !await HasRegistryAsync(db, cancellation);
            var rows = new DryRun(db, scope.ServiceProvider.GetRequiredService<TimeProvider>(), isEmpty).JudgeAsync(sheet.Rows(), mapping, sheet.Facts, Path.GetFileName(path), cancellation: cancellation);
            await WriteAsync(rows, json, language);
            return 0;
        }
        catch (RuleBrokenException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.In(language));
            return 1;
        }
        catch (IOException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 2;
        }
    }

    // A dry run makes no database: where there is none, nothing is known.
    private static async Task<bool> HasRegistryAsync(WorkflowsDbContext db, CancellationToken cancellation) =>
        await db.Database.CanConnectAsync(cancellation) && !(await db.Database.GetPendingMigrationsAsync(cancellation)).Any();

    private static async Task WriteAsync(IAsyncEnumerable<JudgedRow> rows, bool json, string language)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        await foreach (var row in rows)
        {
            var verdict = row.Verdict.ToString().ToLowerInvariant();
            var reasons = row.Reading.Findings.OrderByDescending(f => f.Weight).Select(f => f.In(language)).ToList();
            await output.WriteLineAsync(json
                ? JsonSerializer.Serialize(new { row = row.Reading.Row.Number, verdict, reasons }, _json)
                : $"{row.Reading.Row.Number}\t{verdict}\t{string.Join("; ", reasons)}");
        }
    }
}
