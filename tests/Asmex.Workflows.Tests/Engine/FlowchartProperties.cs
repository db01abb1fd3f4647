using Asmex.Workflows.Engine.Execution;
using FsCheck.Xunit;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Engine;

public sealed class FlowchartProperties
{
    private static readonly WorkflowEngine Engine = new(Catalog, BurstLimits.Default);

    [Property(MaxTest = 150)]
    public bool Every_flowchart_of_forks_joins_decisions_switches_and_rejections_comes_to_its_end(int seed)
    {
        var played = Play(seed, hasRaces: false, order: seed, reloads: false);

        return played.Status == WorkflowSubStatus.Finished && played.Lines[^1] == "last" && played.Lines.Count(l => l == "last") == 1;
    }

    // Which way is first is chance; that one goes on and the others end is not.
    [Property(MaxTest = 150)]
    public bool Joins_that_wait_for_the_first_way_come_to_their_end_too(int seed, int order)
    {
        var played = Play(seed, hasRaces: true, order, reloads: false);

        return played.Status == WorkflowSubStatus.Finished && played.Lines.Contains("last");
    }

    [Property(MaxTest = 150)]
    public bool The_order_of_answers_does_not_change_what_runs(int seed, int one, int other) =>
        Play(seed, hasRaces: false, one, reloads: false).Ran.Order().SequenceEqual(Play(seed, hasRaces: false, other, reloads: false).Ran.Order());

    [Property(MaxTest = 150)]
    public bool A_state_written_and_read_gives_the_same_trace(int seed, int order)
    {
        var (kept, reloaded) = (Play(seed, hasRaces: true, order, reloads: false), Play(seed, hasRaces: true, order, reloads: true));

        return kept.Lines.SequenceEqual(reloaded.Lines) && kept.Ran.SequenceEqual(reloaded.Ran) && kept.State == reloaded.State;
    }

    [Property(MaxTest = 150)]
    public bool What_waits_is_what_was_added_and_not_burned(int seed, int order)
    {
        var waiting = new HashSet<string>();
        Play(seed, hasRaces: true, order, reloads: true, burst =>
        {
            waiting.ExceptWith(burst.Burned);
            waiting.UnionWith(burst.Added.Select(b => b.Id));
            Assert.Equal(waiting.Order(), burst.State.Bookmarks.Select(b => b.Id).Order());
        });
        return waiting.Count == 0;
    }

    private static Played Play(int seed, bool hasRaces, int order, bool reloads, Action<Burst>? look = null)
    {
        var definition = Read(RandomFlow.Make(seed, hasRaces));
        var random = new Random(order);
        var (lines, ran) = (new List<string>(), new List<string>());
        var burst = Engine.Start(definition, new StartOrder("one", [], DateTimeOffset.UnixEpoch));
        for (var steps = 0; ; steps++)
        {
            lines.AddRange(burst.Lines);
            ran.AddRange(burst.Executions.Where(e => e.Status == "Completed").Select(e => e.ActivityId));
            look?.Invoke(burst);
            if (burst.State.Bookmarks.Count == 0 || steps > 2_000)
                return new Played(lines, ran, burst.State.SubStatus, burst.State.ToJson());
            var state = reloads ? WorkflowState.FromJson(burst.State.ToJson()) : burst.State;
            burst = Engine.Resume(definition, state, state.Bookmarks[random.Next(state.Bookmarks.Count)].Id, new Answer(), DateTimeOffset.UnixEpoch);
        }
    }

    private sealed record Played(List<string> Lines, List<string> Ran, WorkflowSubStatus Status, string State);
}
