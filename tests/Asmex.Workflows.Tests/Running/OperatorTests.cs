using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>What an administrator starts, answers and sends by hand.</summary>
public sealed class OperatorTests
{
    [DatabaseTheory]
    public async Task Started_with_inputs_and_a_correlation_it_says_so_in_its_history(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));

        var (id, isNew) = await StartAsync(shop, new StartRequest("d", new JsonObject { ["Who"] = "Salma" }, " MA-09/2027 "));

        var instance = await shop.InstanceAsync(id);
        Assert.Equal((true, "MA-09/2027"), (isNew, instance.CorrelationId));
        Assert.Equal("Salma", WorkflowState.FromJson(instance.State).Input["Who"]!.GetValue<string>());
        Assert.Equal("History.InstanceStarted", (await shop.HistoryAsync())[^1]);
        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<StartInstance>(v => v.RunAsync(new StartRequest("d", []), Workshop.Somebody, default)));
        var ofARegion = new Actor(Guid.CreateVersion7(), "Salma", "fr", [new Holding(Roles.Coordinator, "MA-09"), new Holding(Roles.Auditor, "MA-09")]);
        Assert.Equal("Running.StartedByTheCentre", (await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<StartInstance>(v => v.RunAsync(new StartRequest("d", []), ofARegion, default)))).Key);
        Assert.Equal(0, await shop.ReadAsync(db => db.Set<WorkflowInstance>().SeenBy(ofARegion).CountAsync()));
        Assert.Equal(await shop.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync()), await shop.ReadAsync(db => db.Set<WorkflowInstance>().SeenBy(Workshop.Administrator).CountAsync()));
        Assert.Equal("Running.NotPublished", (await Assert.ThrowsAsync<RuleBrokenException>(() => StartAsync(shop, new StartRequest("none", [])))).Key);
    }

    [Fact]
    public async Task What_entrusts_tasks_to_people_is_not_started_outside_a_plan()
    {
        await using var shop = await Workshop.OpenAsync(DatabaseKind.Sqlite);
        await shop.PublishAsync(Sequence("s", Activity("AsmexClosePlan", "close")));

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => StartAsync(shop, new StartRequest("d", [])));

        Assert.Equal("Running.StartedByPlans", refusal.Key);
    }

    [DatabaseTheory]
    public async Task One_key_starts_one_instance_also_when_eight_come_at_once(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StartAsync(shop, new StartRequest("d", [], Key: "letter-17")))));
        var later = await StartAsync(shop, new StartRequest("d", [], Key: "letter-17"));
        var other = await StartAsync(shop, new StartRequest("d", [], Key: "letter-18"));

        Assert.Single(all, a => a.IsNew);
        Assert.All(all, a => Assert.Equal(later.Id, a.Id));
        Assert.Equal((false, true), (later.IsNew, other.IsNew));
        Assert.Equal(2, await shop.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync()));
    }

    [DatabaseTheory]
    public async Task A_step_is_answered_by_its_name_or_its_bookmark_and_each_refusal_says_why(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Event("c")));
        var id = await shop.StartAsync();
        var first = await shop.BookmarkAsync(id, "b");
        await AnswerAsync(shop, id, "b");

        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => AnswerAsync(shop, id, first));
        var wrong = await Assert.ThrowsAsync<RuleBrokenException>(() => AnswerAsync(shop, id, "b"));
        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<AnswerBookmark>(v => v.RunAsync(id, "c", new Answer(), Workshop.Somebody, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => AnswerAsync(shop, "nobody", "c"));
        await AnswerAsync(shop, id, await shop.BookmarkAsync(id, "c"));
        var ended = await Assert.ThrowsAsync<RuleBrokenException>(() => AnswerAsync(shop, id, "c"));

        Assert.Equal(("Running.AlreadyAnswered", "Running.DoesNotWait", "Running.Ended"), (again.Key, wrong.Key, ended.Key));
        Assert.Equal(["b", "c"], await shop.DoneAsync(id));
        Assert.Equal(["History.StepAnswered", "History.StepAnswered"], (await shop.HistoryAsync())[^2..]);
    }

    [DatabaseTheory]
    public async Task A_bookmark_whose_instance_was_cancelled_is_refused_as_ended(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var id = await shop.StartAsync();
        var bookmark = await shop.BookmarkAsync(id, "b");
        await shop.RunAsync<CancelInstance>(v => v.RunAsync(id, "fin", Workshop.Administrator, default));

        Assert.Equal("Running.Ended", (await Assert.ThrowsAsync<RuleBrokenException>(() => AnswerAsync(shop, id, bookmark))).Key);
    }

    [DatabaseTheory]
    public async Task An_event_reaches_its_correlation_only(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var one = (await StartAsync(shop, new StartRequest("d", [], "one"))).Id;
        var two = (await StartAsync(shop, new StartRequest("d", [], "two"))).Id;

        Assert.Equal(1, await shop.RunAsync<SendEvent, int>(v => v.RunAsync("b", "two", null, Workshop.Administrator, default)));

        Assert.Equal(["b"], await shop.WaitingAsync(one));
        Assert.Empty(await shop.WaitingAsync(two));
        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<SendEvent>(v => v.RunAsync("b", null, null, Workshop.Somebody, default)));
        Assert.Equal("Running.NoEventName", (await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<SendEvent>(v => v.RunAsync(" ", null, null, Workshop.Administrator, default)))).Key);
    }

    private static Task<(string Id, bool IsNew)> StartAsync(Workshop shop, StartRequest request) =>
        shop.RunAsync<StartInstance, (string, bool)>(v => v.RunAsync(request, Workshop.Administrator, default));

    private static Task AnswerAsync(Workshop shop, string id, string step) => shop.RunAsync<AnswerBookmark>(v => v.RunAsync(id, step, new Answer(), Workshop.Administrator, default));
}
