using System.Text.Json;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running;

/// <summary>Reads the JSON files directly in the definitions' folder; a changed one becomes a new version, a faulty one is listed and left out.</summary>
public sealed partial class LoadDefinitions(WorkflowsDbContext db, Definitions definitions, IOptions<RunningOptions> options, TimeProvider clock, ILogger<LoadDefinitions> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // Copies that start at the same time read the same files.
        await db.HoldNameAsync("definition files", cancellation);
        var (faulty, known, left) = (new List<DefinitionFile>(), await KnownAsync(cancellation), new Queue<(string File, string Source)>());
        foreach (var path in Directory.EnumerateFiles(options.Value.DefinitionsPath, "*.json").Order(StringComparer.Ordinal))
        {
            var source = await File.ReadAllTextAsync(path, cancellation);
            if (!known.Contains((Path.GetFileName(path), StoredDefinition.HashOf(source))))
            {
                left.Enqueue((Path.GetFileName(path), source));
            }
        }

        // One that uses another as an activity may come before it: a faulty one is tried again when something was stored since.
        for (var unheard = left.Count; unheard > 0; unheard--)
        {
            var (file, source) = left.Dequeue();
            if (await TryStoreAsync(file, source, cancellation) is not { } faults)
            {
                faulty.Clear();
                unheard = left.Count + 1;
                continue;
            }

            faulty.Add(faults);
            left.Enqueue((file, source));
        }

        faulty.ForEach(f => LogRefused(f.File, string.Join(" ", f.Faults)));
        await transaction.CommitAsync(cancellation);
        definitions.Refuse(faulty);
    }

    /// <returns>What is wrong with it; null when it was stored.</returns>
    private async Task<DefinitionFile?> TryStoreAsync(string file, string source, CancellationToken cancellation)
    {
        try
        {
            var definition = await definitions.ParseAsync(db, source, clock.GetUtcNow(), cancellation);
            if (ActionType.FaultOf(definition) is { } fault)
            {
                return DefinitionFile.Of(file, source, [fault]);
            }

            await StoreAsync(definition, source, file, cancellation);
            return null;
        }
        catch (DefinitionFaultException problem)
        {
            return DefinitionFile.Of(file, source, problem.Faults);
        }
        catch (JsonException problem)
        {
            return DefinitionFile.Of(file, source,
                [new DefinitionFault(problem.Path ?? "$", null, problem.Message, $"Correct line {problem.LineNumber + 1} of the file.")]);
        }
    }

    // What was drawn or imported since does not make an unchanged file new; what was deleted comes back with its file.
    private async Task<HashSet<(string File, string Hash)>> KnownAsync(CancellationToken cancellation)
    {
        var read = await db.Set<StoredDefinition>().Where(d => d.File != "").Select(d => new { d.DefinitionId, d.Version, d.File, d.Hash, d.State }).ToListAsync(cancellation);
        return [.. read.GroupBy(d => (d.DefinitionId, d.File)).Select(same => same.MaxBy(d => d.Version)!).Where(d => d.State != DefinitionState.Deleted).Select(d => (d.File, d.Hash))];
    }

    private async Task StoreAsync(WorkflowDefinition definition, string source, string file, CancellationToken cancellation)
    {
        var versions = await db.LockVersionsAsync(definition.DefinitionId, cancellation);
        var now = clock.GetUtcNow();
        versions.Where(v => v.State == DefinitionState.Published).ToList().ForEach(v => v.Become(DefinitionState.Replaced, "", now));
        var version = (versions.LastOrDefault()?.Version ?? 0) + 1;
        db.Add(HistoryEntry.Of(Actor.House, now, "History.DefinitionLoaded", new Subject(), definition.DefinitionId, version, file));
        db.Add(new StoredDefinition(definition.DefinitionId, version, source, StoredDefinition.HashOf(source), file, now));
        await db.SaveChangesAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Definition file {File} is refused: {Faults}")]
    private partial void LogRefused(string file, string faults);
}
