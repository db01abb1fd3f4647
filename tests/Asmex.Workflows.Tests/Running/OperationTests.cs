using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Migrations;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class OperationTests
{
    [DatabaseTheory]
    public async Task Suspended_it_takes_no_answer_and_no_timer_until_it_is_released(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Line("a"), Event("b"), Activity("Delay", "t", ("timeSpan", Literal("1.00:00:00")))], "a > b", "a > t"));
        var id = await shop.StartAsync();

        await shop.RunAsync<SuspendInstance>(v => v.RunAsync(id, Workshop.Administrator, default));
        shop.Database.Clock.Advance(TimeSpan.FromDays(2));
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.AnswerAsync(id, "b"));
        Assert.Equal(0, await shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<SuspendInstance>(v => v.RunAsync(id, Workshop.Administrator, default)));

        Assert.Equal(("Running.Held", "Running.AlreadyHeld"), (refusal.Key, again.Key));
        Assert.Contains("Amal Tazi", refusal.In("fr"), StringComparison.Ordinal);
        Assert.Equal(["b", "t"], await shop.WaitingAsync(id));

        await shop.RunAsync<ReleaseInstance>(v => v.RunAsync(id, Workshop.Administrator, default));
        Assert.Equal(1, await shop.RunAsync<FireDueTimers, int>(fire => fire.RunAsync(default)));
        await shop.AnswerAsync(id, "b");

        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
        Assert.Equal(["History.InstanceSuspended", "History.InstanceReleased"], (await shop.HistoryAsync())[^2..]);
    }

    [DatabaseTheory]
    public async Task Cancelled_it_waits_nowhere_and_its_children_neither(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("after")));
        var parent = await shop.StartAsync();
        var child = await shop.StartAsync(await shop.BookmarkAsync(parent, "b"));

        await shop.RunAsync<CancelInstance>(v => v.RunAsync(parent, "doublon", Workshop.Administrator, default));

        foreach (var id in new[] { parent, child })
        {
            Assert.Equal(WorkflowSubStatus.Cancelled, (await shop.InstanceAsync(id)).SubStatus);
            Assert.Empty(await shop.WaitingAsync(id));
            Assert.DoesNotContain("after", await shop.DoneAsync(id));
        }

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<CancelInstance>(v => v.RunAsync(parent, "encore", Workshop.Administrator, default)));
        Assert.Equal("Running.Ended", refusal.Key);
        Assert.Equal("History.InstanceCancelled", (await shop.HistoryAsync())[^1]);
    }

    [DatabaseTheory]
    public async Task A_step_that_throws_is_retried_or_skipped_by_a_chosen_outcome(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Event("go"), Decision("roof", "missing.member"), Line("yes"), Line("no")], "go > roof", "roof:True > yes", "roof:False > no"));
        var id = await shop.StartAsync();
        await shop.AnswerAsync(id, "go");
        var first = await shop.IncidentAsync(id);

        await shop.RunAsync<RetryIncident>(v => v.RunAsync(first.Id, Workshop.Administrator, default));
        var second = await shop.IncidentAsync(id);
        var taken = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<RetryIncident>(v => v.RunAsync(first.Id, Workshop.Administrator, default)));
        var wrong = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<SkipStep>(v => v.RunAsync(second.Id, "Perhaps", Workshop.Administrator, default)));
        await shop.RunAsync<SkipStep>(v => v.RunAsync(second.Id, "False", Workshop.Administrator, default));

        Assert.Equal(("Running.IncidentResolved", "Running.NoSuchOutcome"), (taken.Key, wrong.Key));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
        Assert.Equal(["go", "roof", "no"], await shop.DoneAsync(id));
        Assert.Equal(["History.IncidentRetried", "History.StepSkipped"], (await shop.HistoryAsync())[^2..]);
        Assert.False(await shop.ReadAsync(db => db.Set<WorkflowIncident>().AnyAsync(i => i.ResolvedAt == null)));
    }

    [DatabaseTheory]
    public async Task A_fault_on_purpose_is_retried_and_what_waited_beside_it_waits_on(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Event("go"), Event("beside"), Activity("Fault", "fault", ("message", Literal("no"))), Line("after")], "go > fault", "fault > after"));
        await shop.PublishAsync(Flowchart("f", [Line("a"), Event("go"), Event("beside"), Activity("Fault", "fault", ("message", Literal("no"))), Line("after")], "a > go", "a > beside", "go > fault", "fault > after"));
        var id = await shop.StartAsync();
        await shop.AnswerAsync(id, "go");
        Assert.Equal(WorkflowSubStatus.Faulted, (await shop.InstanceAsync(id)).SubStatus);

        await shop.RunAsync<RetryIncident>(async v => await v.RunAsync((await shop.IncidentAsync(id)).Id, Workshop.Administrator, default));
        await shop.RunAsync<SkipStep>(async v => await v.RunAsync((await shop.IncidentAsync(id)).Id, "Done", Workshop.Administrator, default));

        Assert.Contains("after", await shop.DoneAsync(id));
        Assert.Equal(["beside"], await shop.WaitingAsync(id));
        await shop.AnswerAsync(id, "beside");
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
    }

    [DatabaseTheory]
    public async Task What_could_not_start_is_started_by_a_mended_version(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Activity("TestThrow", "roof"), Event("b")));
        var id = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Line("roof"), Event("b")));

        await shop.RunAsync<MigrateInstance, MigrationPlan>(v => v.RunAsync(id, null, null, Workshop.Administrator, default));
        await shop.RunAsync<RetryIncident>(async v => await v.RunAsync((await shop.IncidentAsync(id)).Id, Workshop.Administrator, default));

        Assert.Equal(["b"], await shop.WaitingAsync(id));
        Assert.Equal(2, (await shop.InstanceAsync(id)).Version);
    }

    [DatabaseTheory]
    public async Task A_variable_is_changed_when_the_value_fits(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Flowchart("f", [Event("go"), Decision("big", "variables.N > 10"), Line("yes"), Line("no")], "go > big", "big:True > yes", "big:False > no"), ("N", "Int32", "1"));
        var id = await shop.StartAsync();

        var unknown = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ChangeVariable>(v => v.RunAsync(id, "M", 3, Workshop.Administrator, default)));
        var unfit = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ChangeVariable>(v => v.RunAsync(id, "N", "many", Workshop.Administrator, default)));
        var large = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ChangeVariable>(v => v.RunAsync(id, "N", new string('x', 1024 * new RunningOptions().MostPayloadKilobytes), Workshop.Administrator, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<ChangeVariable>(v => v.RunAsync(id, "N", 20, Workshop.Somebody, default)));
        await shop.RunAsync<ChangeVariable>(v => v.RunAsync(id, "N", 20, Workshop.Administrator, default));
        await shop.AnswerAsync(id, "go");

        Assert.Equal(("Running.NoVariable", "Running.ValueDoesNotFit", "Running.PayloadTooLarge"), (unknown.Key, unfit.Key, large.Key));
        Assert.Contains("yes", await shop.DoneAsync(id));
        Assert.Equal("History.VariableChanged", (await shop.HistoryAsync())[^1]);
    }

    [DatabaseTheory]
    public async Task Migrated_it_goes_on_in_the_new_version_and_repeats_nothing(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Line("a"), Event("b"), Line("c")));
        var id = await shop.StartAsync();
        var stays = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Line("a"), Event("b"), Line("new"), Line("c")), ("Fresh", "String", "x"));

        var plan = await shop.RunAsync<MigrateInstance, MigrationPlan>(v => v.PreviewAsync(id, null, null, Workshop.Administrator, default));
        Assert.Equal(1, (await shop.InstanceAsync(id)).Version);
        await shop.RunAsync<MigrateInstance, MigrationPlan>(v => v.RunAsync(id, null, null, Workshop.Administrator, default));
        await shop.AnswerAsync(id, "b");
        await shop.AnswerAsync(stays, "b");

        Assert.Equal((1, 2, true), (plan.From, plan.To, plan.IsPossible));
        Assert.Equal(MigrationKind.New, plan.Steps.Single(s => s.ActivityId == "new").Kind);
        Assert.Equal(["Fresh"], plan.NewVariables);
        Assert.Equal(["a", "b", "new", "c"], await shop.DoneAsync(id));
        Assert.Equal(["a", "b", "c"], await shop.DoneAsync(stays));
        Assert.Equal("History.InstanceMigrated", (await shop.HistoryAsync())[^1]);
    }

    [DatabaseTheory]
    public async Task A_migration_that_would_lose_what_is_under_way_is_refused_unless_it_was_renamed(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("c")));
        var id = await shop.StartAsync();
        await shop.PublishAsync(Sequence("s", Event("other"), Line("c")));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<MigrateInstance, MigrationPlan>(v => v.RunAsync(id, null, null, Workshop.Administrator, default)));
        Assert.Equal("Running.MigrationLoses", refusal.Key);
        await shop.RunAsync<MigrateInstance, MigrationPlan>(v => v.RunAsync(id, 2, new Dictionary<string, string> { ["b"] = "other" }, Workshop.Administrator, default));

        Assert.Equal(["other"], await shop.WaitingAsync(id));
        await shop.AnswerAsync(id, "other");
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
    }
}
