using System.CommandLine;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Commands;

/// <summary>The life of definitions, from a shell.</summary>
internal static class DefinitionCommands
{
    public static Command Build() => new("definitions", "Lists definitions and takes them through their life.")
    {
        List(), Export(), Import(),
        Publish(),
        On<RetractDefinition>("retract", "Takes the published version back.", (verb, id, cancellation) => verb.RunAsync(id, Actor.House, cancellation)),
        On<DeleteDefinition>("delete", "Removes a definition that nothing runs on.", (verb, id, cancellation) => verb.RunAsync(id, Actor.House, cancellation)),
    };

    private static Command List() => new Command("list", "Every version that stands.").Does(async (_, house, cancellation) =>
    {
        var versions = await house.GetRequiredService<WorkflowsDbContext>().Set<StoredDefinition>().AsNoTracking().Where(d => d.State != DefinitionState.Deleted)
            .OrderBy(d => d.DefinitionId).ThenBy(d => d.Version).ToListAsync(cancellation);
        versions.ForEach(v => Console.WriteLine($"{v.DefinitionId}\t{v.Version}\t{v.State}\t{v.ChangedAt:u}\t{v.File}"));
    });

    private static Command Export()
    {
        var id = new Argument<string>("id") { Description = "The definition id." };
        var version = new Option<int?>("--version") { Description = "Without it: the published one, else the newest." };
        var file = new Option<string?>("--out") { Description = "The file to write; without it the standard output." };
        return new Command("export", "Writes a version as it was read.") { id, version, file }.Does(async (parsed, house, cancellation) =>
        {
            var stored = await house.GetRequiredService<ExportDefinition>().RunAsync(parsed.GetRequiredValue(id), parsed.GetValue(version), Actor.House, cancellation);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllTextAsync(Shell.PathOf(path), stored.Source, cancellation);
            }
            else
            {
                Console.Write(stored.Source);
            }
        });
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "Elsa 3 JSON." };
        var draft = new Option<bool>("--draft") { Description = "Keeps it as a draft, which may have faults, instead of publishing it." };
        return new Command("import", "Takes a definition in and publishes it.") { file, draft }.Does(async (parsed, house, cancellation) =>
        {
            var source = await File.ReadAllTextAsync(Shell.PathOf(parsed.GetRequiredValue(file)), cancellation);
            var stored = await house.GetRequiredService<ImportDefinition>().RunAsync(source, !parsed.GetValue(draft), Actor.House, cancellation);
            await SayAsync(stored, house, cancellation);
        });
    }

    private static Command Publish()
    {
        var id = new Argument<string>("id") { Description = "The definition id." };
        return new Command("publish", "Lets new instances start with the newest version.") { id }.Does(async (parsed, house, cancellation) =>
            await SayAsync(await house.GetRequiredService<PublishDefinition>().RunAsync(parsed.GetRequiredValue(id), Actor.House, cancellation), house, cancellation));
    }

    private static async Task SayAsync(StoredDefinition stored, IServiceProvider house, CancellationToken cancellation)
    {
        Console.WriteLine($"{stored.DefinitionId}: version {stored.Version}, {stored.State}.");
        try
        {
            var definition = await house.GetRequiredService<Definitions>().GetAsync(house.GetRequiredService<WorkflowsDbContext>(), stored.DefinitionId, stored.Version, cancellation);
            definition.Warnings.ToList().ForEach(w => Console.WriteLine($"Warning: {w}"));
        }
        catch (DefinitionFaultException problem) when (stored.State == DefinitionState.Draft)
        {
            problem.Faults.ToList().ForEach(f => Console.WriteLine($"Fault: {f}"));
        }
    }

    private static Command On<TVerb>(string name, string says, Func<TVerb, string, CancellationToken, Task> run)
        where TVerb : notnull
    {
        var id = new Argument<string>("id") { Description = "The definition id." };
        return new Command(name, says) { id }.Does((parsed, house, cancellation) => run(house.GetRequiredService<TVerb>(), parsed.GetRequiredValue(id), cancellation));
    }
}
