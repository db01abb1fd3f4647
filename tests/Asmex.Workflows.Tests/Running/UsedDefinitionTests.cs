using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

/// <summary>Definitions of the house that are used as activities of others.</summary>
public sealed class UsedDefinitionTests
{
    [DatabaseTheory]
    public async Task One_that_is_published_is_an_activity_and_a_change_of_it_leaves_what_was_drawn_before(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.ImportAsync(Part(Sequence("p", Event("asked"), Line("old"))));
        shop.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.PublishAsync(Sequence("s", Activity("Elsa.WriteLine", "before", ("text", Literal("x"))), Use("part")));
        shop.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.ImportAsync(Part(Sequence("p", Event("asked"), Line("new"))));

        var id = await shop.StartAsync();
        await AnswerElsewhereAsync(shop, id);

        Assert.Equal(["before", "asked", "old"], await StepsAsync(shop, id));
        Assert.Equal(WorkflowSubStatus.Finished, (await shop.InstanceAsync(id)).SubStatus);
    }

    [DatabaseTheory]
    public async Task The_version_it_was_drawn_with_is_the_one_that_runs(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.ImportAsync(Part(Sequence("p", Line("first"))));
        await shop.ImportAsync(Part(Sequence("p", Line("second"))));
        await shop.PublishAsync(Sequence("s", Use("part", version: 1)));

        Assert.Equal(["first"], await StepsAsync(shop, await shop.StartAsync()));
    }

    [DatabaseTheory]
    public async Task A_version_that_was_still_a_draft_when_it_was_drawn_is_not_found_later(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.ImportAsync(Part(Sequence("p", Event("asked"), Line("old"))));
        shop.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var draft = new DraftRequest(Part(Sequence("p", Event("asked"), Line("new"))).ToJsonString());
        await shop.RunAsync<SaveDraft>(v => v.RunAsync(draft, Workshop.Administrator, default));
        shop.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.PublishAsync(Sequence("s", Use("part")));
        var id = await shop.StartAsync();
        shop.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.RunAsync<PublishDefinition>(v => v.RunAsync("part", Workshop.Administrator, default));

        await AnswerElsewhereAsync(shop, id);

        Assert.Equal(["asked", "old"], await StepsAsync(shop, id));
    }

    [DatabaseTheory]
    public async Task What_uses_one_is_started_by_hand_unless_it_entrusts_tasks_to_people(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.ImportAsync(Part(Sequence("p", Line("said"))));
        await shop.PublishAsync(Sequence("s", Use("part")));

        var (id, _) = await StartByHandAsync(shop);
        await shop.ImportAsync(Part(Sequence("p", Activity("TestDecision", "ask", ("title", Literal("Réserver"))))));
        await shop.PublishAsync(Sequence("s", Line("before"), Use("part")));
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => StartByHandAsync(shop));

        Assert.Equal(["said"], await StepsAsync(shop, id));
        Assert.Equal("Running.StartedByPlans", refusal.Key);
    }

    [DatabaseTheory]
    public async Task What_is_not_meant_to_be_used_or_uses_itself_is_a_fault(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var part = Part(Sequence("p", Line("first")));
        part["options"] = new JsonObject { ["usableAsActivity"] = false };
        await shop.ImportAsync(part);
        var unusable = await Assert.ThrowsAsync<DefinitionFaultException>(() => shop.PublishAsync(Sequence("s", Use("part"))));
        await shop.ImportAsync(Part(Sequence("p", Line("first"))));
        var circle = await Assert.ThrowsAsync<DefinitionFaultException>(() => shop.ImportAsync(Part(Sequence("p", Use("inner")))));

        Assert.Contains("'Part'", Assert.Single(unusable.Faults).Message, StringComparison.Ordinal);
        Assert.Contains("uses itself", Assert.Single(circle.Faults).Message, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Files_may_use_each_other_in_any_order(DatabaseKind kind)
    {
        var folder = TestFolder.New("used");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), Definition(Sequence("s", Use("part"))).ToJsonString());
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), Part(Sequence("p", Line("said"))).ToJsonString());
        await File.WriteAllTextAsync(Path.Combine(folder, "c.json"), "{ nothing");
        await using var shop = await Workshop.OpenAsync(kind, definitions: folder);

        await shop.RunAsync<LoadDefinitions>(load => load.RunAsync(default));

        Assert.Equal(["said"], await StepsAsync(shop, await shop.StartAsync()));
        Assert.Equal(["d", "part"], await shop.ReadAsync(db => db.Set<StoredDefinition>().OrderBy(d => d.DefinitionId).Select(d => d.DefinitionId).ToListAsync()));
    }

    private static async Task<IEnumerable<string>> StepsAsync(Workshop shop, string id) => (await shop.DoneAsync(id)).Where(step => step != "part");

    private static Task<(string Id, bool IsNew)> StartByHandAsync(Workshop shop) =>
        shop.RunAsync<StartInstance, (string, bool)>(v => v.RunAsync(new StartRequest("d", []), Workshop.Administrator, default));

    // As another copy of the program would, which has read nothing yet.
    private static async Task AnswerElsewhereAsync(Workshop shop, string id)
    {
        var bookmark = await shop.BookmarkAsync(id, "asked");
        await using var scope = shop.Database.Scope();
        var elsewhere = new global::Asmex.Workflows.Running.Definitions(scope.Get<ActivityCatalog>());
        var bursts = new Bursts(scope.Db, scope.Get<WorkflowEngine>(), elsewhere, scope.Get<IServiceProvider>(), scope.Get<IOptions<RunningOptions>>(), shop.Database.Clock);
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await bursts.ResumeAsync(bookmark, new Answer(), Workshop.Somebody, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private static JsonObject Part(JsonObject root)
    {
        var part = Definition(root);
        (part["definitionId"], part["name"]) = ("part", "Part");
        part["options"] = new JsonObject { ["usableAsActivity"] = true };
        return part;
    }

    private static JsonObject Use(string id, int? version = null)
    {
        var use = Activity("Elsa.Part", id);
        (use["type"], use["workflowDefinitionId"], use["version"]) = ("Part", "part", version);

        // Only a hint for the designer that something newer could be drawn.
        use["latestAvailablePublishedVersion"] = 2;
        return use;
    }
}
