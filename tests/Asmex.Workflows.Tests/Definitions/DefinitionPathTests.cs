using Asmex.Workflows.Activities;
using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Tests.Definitions;

/// <summary>Every way through the plan and the action types comes to its end.</summary>
public sealed class DefinitionPathTests
{
    public static TheoryData<string> Names => [.. Definition.All.Select(d => d.Name)];

    public static TheoryData<string, string, string> Loops => Ways(port => port is "SentBack" or "Revise" or "True" or "Rejected" or "Expired");

    [Theory, MemberData(nameof(Names))]
    public void The_usual_way_opens_each_of_its_tasks_once_and_closes(string name)
    {
        var run = new DefinitionRun(Definition.Of(name)).ToTheEnd();

        Assert.True(run.IsFinished);
        Assert.Equal(PlanStatus.Closed, run.Closed);
        var opened = run.Effects.OfType<OpenTaskEffect>().Select(e => e.ActivityId).ToList();
        Assert.Equal(opened.Distinct(), opened);
        Assert.Empty(run.State.Bookmarks);
    }

    [Theory, MemberData(nameof(Loops))]
    public void A_step_that_goes_back_twice_still_comes_to_the_end(string name, string step, string port)
    {
        var run = new DefinitionRun(Definition.Of(name));

        for (var round = 0; round < 2 && Reaches(run, step); round++)
        {
            run.Answer(step, port);
        }

        run.ToTheEnd();
        Assert.True(run.IsFinished, $"It waits for nothing and is not finished after {step} left by {port}.");
        Assert.Empty(run.State.Bookmarks);
        Assert.NotNull(run.Closed);
    }

    [Theory, MemberData(nameof(Names))]
    public void Any_order_and_any_answers_come_to_one_end(string name)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (run, trace) = Wander(Definition.Of(name), new Random(seed));

            Assert.True(run.IsFinished, $"Seed {seed} is stuck after {trace}.");
            Assert.True(run.Closed is not null, $"Seed {seed} ends unclosed after {trace}.");
        }
    }

    private static bool Reaches(DefinitionRun run, string step)
    {
        run.Until(step);
        return run.Waiting.Contains(step);
    }

    // Answers at random; goes back at most twice from a step and never gives up, so that the end must be a full one.
    private static (DefinitionRun Run, string Trace) Wander(Definition definition, Random random)
    {
        var run = new DefinitionRun(definition);
        var trace = new List<string>();
        while (run.Waiting is { Count: > 0 } waiting)
        {
            var step = waiting[random.Next(waiting.Count)];
            var ports = run.Rounds(step) < 2 ? definition.PortsOf(step).Where(p => p is not ("GiveUp" or "Abandoned")).ToList() : [];
            var port = ports.Count > 0 ? ports[random.Next(ports.Count)] : null;
            trace.Add($"{step} {port}");
            run.Answer(step, port, form =>
            {
                if (form.ContainsKey("more"))
                {
                    form["more"] = run.Rounds(step) < 2;
                }
            });
        }

        return (run, string.Join(", ", trace));
    }

    private static TheoryData<string, string, string> Ways(Func<string, bool> ports)
    {
        var ways = new TheoryData<string, string, string>();
        foreach (var definition in Definition.All)
        {
            foreach (var line in definition.Connections.Where(c => ports(c.Port)).DistinctBy(c => (c.From, c.Port)))
            {
                if (Definition.Type(definition.Activity(line.From)).StartsWith("Asmex", StringComparison.Ordinal))
                {
                    ways.Add(definition.Name, line.From, line.Port);
                }
            }
        }

        return ways;
    }
}
