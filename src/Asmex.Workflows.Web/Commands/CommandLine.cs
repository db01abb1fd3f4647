using System.CommandLine;

namespace Asmex.Workflows.Web.Commands;

/// <summary>What the program can be asked to do from a shell; without a command it serves.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args, Func<Task> serve)
    {
        // Settings such as --urls or --Mail:Host belong to the host, which reads them itself.
        var root = new RootCommand("Regional action plans as workflows.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction(_ => serve());
        root.Subcommands.Add(CreateAdminCommand.Build());
        root.Subcommands.Add(TraceCommand.Build());
        root.Subcommands.Add(AuditCommands.Build());
        root.Subcommands.Add(BundleCommands.Export());
        root.Subcommands.Add(BundleCommands.Import());
        root.Subcommands.Add(DefinitionCommands.Build());
        root.Subcommands.Add(ImportFirmsCommand.Build());
        root.Subcommands.Add(InstanceCommands.Build());

        return root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
