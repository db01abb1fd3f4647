using System.Runtime.CompilerServices;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Rehearsals;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>The example of the guide for authors of definitions.</summary>
public sealed class RehearsalGuideTests
{
    [Fact]
    public void It_runs_as_it_is_written()
    {
        var workflows = Path.Combine(Repository.Root, "workflows");

        var catalog = new ActivityCatalog(typeof(AsmexDelegateTask).Assembly);
        var definition = WorkflowDefinition.Read(File.ReadAllText(Path.Combine(workflows, "salon-collectif.json")), catalog);

        var run = new Rehearsal(definition, catalog, now: new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)).Start();
        Assert.Equal(["opportunite"], run.Waiting);

        run.Answer("opportunite").Answer("opportunite-approval", outcome: "SentBack");
        Assert.Equal(["opportunite"], run.Waiting);

        run.Answer("opportunite").Answer("opportunite-approval", outcome: "Approved");
        Assert.Contains("montage", run.Waiting);
        Assert.Equal(2, run.Trace.Count(step => step == "opportunite"));
        Assert.Empty(run.Incidents);
    }

    [Fact]
    public void The_guide_shows_these_lines()
    {
        var test = File.ReadAllText(Here()).ReplaceLineEndings("\n");
        var example = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rehearsals.md")).ReplaceLineEndings("\n").Split("```")[1];

        Assert.All(example.Split('\n').Skip(1).Where(line => line.Length > 0), line => Assert.Contains("        " + line, test, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
