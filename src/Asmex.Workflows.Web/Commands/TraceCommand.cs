using System.CommandLine;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Traces;

namespace Asmex.Workflows.Web.Commands;

/// <summary>Replays recorded runs of an Elsa server and says where this engine differs.</summary>
internal static class TraceCommand
{
    public static Command Build()
    {
        var files = new Argument<string[]>("file") { Description = "Recorded cases, one JSON object a line.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("trace", "Replays recorded cases; prints the first difference of each and how many agree.") { files };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Run(string[] files)
    {
        try
        {
            var lines = files.SelectMany(file => File.ReadLines(Shell.PathOf(file)));
            return new TraceReplay(new ActivityCatalog()).Replay(lines, Console.Out) ? 0 : 1;
        }
        catch (IOException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }
}
