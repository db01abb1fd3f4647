using System.Text.Json;
using Asmex.Workflows.Engine.Definitions;
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
        var faulty = new List<DefinitionFile>();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        foreach (var path in Directory.EnumerateFiles(options.Value.DefinitionsPath, "*.json").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            var source = await File.ReadAllTextAsync(path, cancellation);
            try
            {
                await StoreAsync(definitions.Parse(source), source, file, cancellation);
            }
            catch (DefinitionFaultException problem)
            {
                LogRefused(file, problem.Message);
                faulty.Add(new DefinitionFile(file, Path.GetFileNameWithoutExtension(file), problem.Faults));
            }
            catch (JsonException problem)
            {
                LogRefused(file, problem.Message);
                faulty.Add(new DefinitionFile(file, Path.GetFileNameWithoutExtension(file),
                    [new DefinitionFault(problem.Path ?? "$", null, problem.Message, $"Correct line {problem.LineNumber + 1} of the file.")]));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        definitions.Refuse(faulty);
    }

    private async Task StoreAsync(WorkflowDefinition definition, string source, string file, CancellationToken cancellation)
    {
        var versions = await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definition.DefinitionId).OrderBy(d => d.Version).ToListAsync(cancellation);
        var hash = StoredDefinition.HashOf(source);

        // What was drawn or imported since does not make an unchanged file new.
        if (versions.LastOrDefault(v => v.File == file) is { State: not DefinitionState.Deleted } known && known.Hash == hash)
        {
            return;
        }

        var now = clock.GetUtcNow();
        versions.Where(v => v.State == DefinitionState.Published).ToList().ForEach(v => v.Become(DefinitionState.Replaced, "", now));
        db.Add(new StoredDefinition(definition.DefinitionId, (versions.LastOrDefault()?.Version ?? 0) + 1, source, hash, file, now));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Definition file {File} is refused: {Faults}")]
    private partial void LogRefused(string file, string faults);
}
