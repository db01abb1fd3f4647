using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Jint;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>Runs the scripts of one burst, within limits; the engine behind it is made when the first script needs it.</summary>
internal sealed class ScriptHost(Run run)
{
    private const int MostStatements = 100_000;
    private const int MostRecursion = 100;
    private const long MostMemory = 64 * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    private ScriptScope? _shared;

    public object? Evaluate(Script script, ActivityContext context) => Evaluate(script, context, out _);

    /// <exception cref="InvalidOperationException">The script threw or used more than it may; the message says which script.</exception>
    public object? Evaluate(Script script, ActivityContext context, out IReadOnlyList<string> outcomes)
    {
        // Next to a script the clock costs nothing; steps are counted elsewhere, and each may be a slow script.
        run.CheckTime();
        var scope = script.NeedsOwnEngine ? NewScope() : _shared ??= NewScope();
        try
        {
            return scope.Evaluate(script, context, out outcomes);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"The script of activity '{context.Node.Id}' failed: {problem.Message} Script: {Shortened(script.Text)}", problem);
        }
    }

    private ScriptScope NewScope()
    {
        var engine = new Jint.Engine(options => options
            .MaxStatements(MostStatements)
            .LimitRecursion(MostRecursion)
            .LimitMemory(MostMemory)
            .RegexTimeoutInterval(MostTime)
            .TimeoutInterval(MostTime));
        ScriptGuards.Apply(engine);
        return new ScriptScope(run, engine);
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
