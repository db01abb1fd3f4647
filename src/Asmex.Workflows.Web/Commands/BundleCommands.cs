using System.CommandLine;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Bundles;

namespace Asmex.Workflows.Web.Commands;

/// <summary>Action types to and from a stock Elsa server.</summary>
internal static class BundleCommands
{
    public static Command Export()
    {
        var name = new Argument<string>("name") { Description = "The definition id, or the code of the action type." };
        var file = new Option<string?>("--out") { Description = "The file to write; without it the standard output." };
        return new Command("export-bundle", "Writes an action type with what a stock Elsa 3 server needs to run it.") { name, file }.Does(async (parsed, house, cancellation) =>
        {
            var bundle = await house.GetRequiredService<ExportBundle>().RunAsync(parsed.GetRequiredValue(name), Actor.House, cancellation);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllTextAsync(Shell.PathOf(path), bundle + "\n", cancellation);
            }
            else
            {
                Console.WriteLine(bundle);
            }
        });
    }

    public static Command Import()
    {
        var file = new Argument<string>("file") { Description = "The bundle." };
        return new Command("import-bundle", "Takes the action type of a bundle in and publishes it.") { file }.Does(async (parsed, house, cancellation) =>
        {
            var bundle = await File.ReadAllTextAsync(Shell.PathOf(parsed.GetRequiredValue(file)), cancellation);
            var stored = await house.GetRequiredService<ImportBundle>().RunAsync(bundle, Actor.House, cancellation);
            Console.WriteLine($"{stored.DefinitionId}: version {stored.Version}, {stored.State}.");
        });
    }
}
