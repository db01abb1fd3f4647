using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Tests.Engine;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Running;

public sealed class LifecycleTests
{
    [DatabaseTheory]
    public async Task A_changed_file_becomes_a_new_version_and_what_runs_keeps_its_own(DatabaseKind kind)
    {
        var folder = TestFolder.New("workflows");
        await using var shop = await Workshop.OpenAsync(kind, definitions: folder);
        await WriteAsync(folder, Sequence("s", Event("b"), Line("one")));
        await LoadAsync(shop);
        await LoadAsync(shop);
        var old = await shop.StartAsync();

        await WriteAsync(folder, Sequence("s", Event("b"), Line("two")));
        await LoadAsync(shop);
        var fresh = await shop.StartAsync();
        await shop.AnswerAsync(old, "b");
        await shop.AnswerAsync(fresh, "b");

        Assert.Contains("one", await shop.DoneAsync(old));
        Assert.Contains("two", await shop.DoneAsync(fresh));
        Assert.Equal([(1, DefinitionState.Replaced), (2, DefinitionState.Published)], await StatesAsync(shop));
        Assert.Equal(["History.DefinitionLoaded", "History.DefinitionLoaded"], await shop.HistoryAsync());
    }

    [DatabaseTheory]
    public async Task An_unchanged_file_does_not_replace_what_was_drawn_since(DatabaseKind kind)
    {
        var folder = TestFolder.New("workflows");
        await using var shop = await Workshop.OpenAsync(kind, definitions: folder);
        await WriteAsync(folder, Sequence("s", Event("b")));
        await LoadAsync(shop);

        await shop.PublishAsync(Sequence("s", Event("b"), Line("drawn")));
        await LoadAsync(shop);

        Assert.Equal([(1, DefinitionState.Replaced), (2, DefinitionState.Published)], await StatesAsync(shop));
    }

    [DatabaseTheory]
    public async Task A_draft_does_not_run_until_it_is_published_and_a_faulty_one_says_every_fault(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("one")));
        await DraftAsync(shop, Sequence("s", Activity("Elsa.RunCSharp", "x"), Activity("Elsa.SendEmail", "y")));

        var faults = await Assert.ThrowsAsync<DefinitionFaultException>(() => PublishAsync(shop));
        var id = await shop.StartAsync();
        await DraftAsync(shop, Sequence("s", Event("b"), Line("two")));
        Assert.Equal([(1, DefinitionState.Published), (2, DefinitionState.Draft)], await StatesAsync(shop));
        await PublishAsync(shop);

        Assert.Equal(["x", "y"], faults.Faults.Select(f => f.ActivityId));
        Assert.Equal(1, (await shop.InstanceAsync(id)).Version);
        Assert.Equal(2, (await shop.InstanceAsync(await shop.StartAsync())).Version);
        Assert.Equal([(1, DefinitionState.Replaced), (2, DefinitionState.Published)], await StatesAsync(shop));
    }

    [DatabaseTheory]
    public async Task A_draft_that_somebody_saved_meanwhile_is_not_overwritten(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var first = await DraftAsync(shop, Sequence("s", Line("one")));
        await DraftAsync(shop, Sequence("s", Line("two")), first.Hash);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => DraftAsync(shop, Sequence("s", Line("three")), first.Hash));

        Assert.Equal("Running.DraftIsNewer", refusal.Key);
        Assert.Contains("Amal Tazi", refusal.In("en"), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Retracted_nothing_starts_with_it_and_what_runs_goes_on(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b"), Line("one")));
        var id = await shop.StartAsync();

        await shop.RunAsync<RetractDefinition>(v => v.RunAsync("d", Workshop.Administrator, default));
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.StartAsync());
        await shop.AnswerAsync(id, "b");
        await PublishAsync(shop);
        await shop.StartAsync();

        Assert.Equal("Running.NotPublished", refusal.Key);
        Assert.Contains("one", await shop.DoneAsync(id));
        Assert.Equal(["History.DefinitionDrafted", "History.DefinitionPublished", "History.DefinitionRetracted", "History.DefinitionPublished"], await shop.HistoryAsync());
    }

    [DatabaseTheory]
    public async Task It_is_not_deleted_while_instances_run_and_can_come_again(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var id = await shop.StartAsync();

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => DeleteAsync(shop));
        await shop.AnswerAsync(id, "b");
        await DeleteAsync(shop);
        await Assert.ThrowsAsync<NothingThereException>(() => DeleteAsync(shop));
        await shop.PublishAsync(Sequence("s", Event("b")));

        Assert.Equal("Running.DefinitionRuns", refusal.Key);
        Assert.Equal([(1, DefinitionState.Deleted), (2, DefinitionState.Published)], await StatesAsync(shop));
    }

    [DatabaseTheory]
    public async Task It_is_not_deleted_while_its_file_would_bring_it_back(DatabaseKind kind)
    {
        var folder = TestFolder.New("workflows");
        await using var shop = await Workshop.OpenAsync(kind, definitions: folder);
        await WriteAsync(folder, Sequence("s", Event("b")));
        await LoadAsync(shop);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => DeleteAsync(shop));
        File.Delete(Path.Combine(folder, "d.json"));
        await DeleteAsync(shop);
        await WriteAsync(folder, Sequence("s", Event("b")));
        await LoadAsync(shop);

        Assert.Equal("Running.FileStands", refusal.Key);
        Assert.Equal([(1, DefinitionState.Deleted), (2, DefinitionState.Published)], await StatesAsync(shop));
    }

    [DatabaseTheory]
    public async Task Members_that_are_not_understood_survive_import_and_export(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        var definition = Draw.Definition(Sequence("s", Activity("WriteLine", "a", ("text", Literal("x")), ("futureMember", new JsonObject { ["deep"] = new JsonArray(1, 2.50m, null) }))));
        definition["somethingNew"] = "kept";

        await shop.RunAsync<ImportDefinition, StoredDefinition>(v => v.RunAsync(definition.ToJsonString(), toBePublished: true, Actor.House, default));
        var again = await shop.RunAsync<ImportDefinition, StoredDefinition>(v => v.RunAsync(definition.ToJsonString(), toBePublished: true, Actor.House, default));
        var exported = await shop.RunAsync<ExportDefinition, StoredDefinition>(v => v.RunAsync("d", null, Workshop.Administrator, default));

        Assert.Equal(1, again.Version);
        Assert.True(JsonNode.DeepEquals(definition, JsonNode.Parse(exported.Source)));
    }

    [DatabaseTheory]
    public async Task Only_those_who_write_definitions_may_and_what_is_none_is_refused(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));

        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<RetractDefinition>(v => v.RunAsync("d", Workshop.Somebody, default)));
        await Assert.ThrowsAsync<NothingThereException>(() => shop.RunAsync<PublishDefinition>(v => v.RunAsync("other", Workshop.Administrator, default)));
        var none = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<ImportDefinition>(v => v.RunAsync("[1]", toBePublished: true, Actor.House, default)));
        var large = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<SaveDraft>(v => v.RunAsync(new DraftRequest(new string(' ', SaveDraft.MostBytes + 1)), Actor.House, default)));

        Assert.Equal(("Running.NoDefinition", "Running.DefinitionTooLarge"), (none.Key, large.Key));
    }

    [DatabaseTheory]
    public async Task What_somebody_went_on_with_since_it_was_seen_is_not_published(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var seen = (await DraftAsync(shop, Sequence("s", Event("b"), Line("half")))).Hash;
        var now = (await DraftAsync(shop, Sequence("s", Event("b"), Line("whole")))).Hash;

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => shop.RunAsync<PublishDefinition>(v => v.RunAsync("d", Workshop.Administrator, default, seen)));
        Assert.Equal("Running.ChangedSinceSeen", refusal.Key);
        Assert.Equal(DefinitionState.Draft, (await StatesAsync(shop))[^1].State);
        await shop.RunAsync<PublishDefinition>(v => v.RunAsync("d", Workshop.Administrator, default, now));

        Assert.Equal(DefinitionState.Published, (await StatesAsync(shop))[^1].State);
    }

    [DatabaseTheory]
    public async Task Two_who_publish_at_once_leave_one_published_version(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => shop.PublishAsync(Sequence("s", Event("b"), Line($"l{n}"))))));

        var states = await StatesAsync(shop);
        Assert.Equal(9, states.Count);
        Assert.Single(states, s => s.State == DefinitionState.Published);
    }

    [DatabaseTheory]
    public async Task What_an_older_program_accepted_and_this_one_cannot_run_is_listed_and_stops_nothing_else(DatabaseKind kind)
    {
        await using var shop = await Workshop.OpenAsync(kind);
        await shop.PublishAsync(Sequence("s", Event("b")));
        var old = Draw.Definition(Sequence("s", Activity("Elsa.NoLongerThere", "x")));
        old["definitionId"] = "old";
        await shop.InAsync((_, db) =>
        {
            db.Add(new StoredDefinition("old", 1, old.ToJsonString(), StoredDefinition.HashOf(old.ToJsonString()), "old.json", shop.Database.Clock.GetUtcNow()));
            return Task.CompletedTask;
        });
        var known = shop.Database.Services.GetRequiredService<global::Asmex.Workflows.Running.Definitions>();

        var all = await shop.ReadAsync(db => known.AllAsync(db, default));
        await shop.ReadAsync(db => known.AllAsync(db, default));

        Assert.Equal("d", Assert.Single(all).DefinitionId);
        var faulty = Assert.Single(known.Faulty);
        Assert.Equal(("old.json", "old", "x"), (faulty.File, faulty.DefinitionId, Assert.Single(faulty.Faults).ActivityId));
    }

    private static Task LoadAsync(Workshop shop) => shop.RunAsync<LoadDefinitions>(load => load.RunAsync(default));

    private static Task WriteAsync(string folder, JsonObject root) => File.WriteAllTextAsync(Path.Combine(folder, "d.json"), Draw.Definition(root).ToJsonString());

    private static Task<StoredDefinition> DraftAsync(Workshop shop, JsonObject root, string? basedOn = null) =>
        shop.RunAsync<SaveDraft, StoredDefinition>(v => v.RunAsync(new DraftRequest(Draw.Definition(root).ToJsonString(), basedOn), Workshop.Administrator, default));

    private static Task PublishAsync(Workshop shop) => shop.RunAsync<PublishDefinition>(v => v.RunAsync("d", Workshop.Administrator, default));

    private static Task DeleteAsync(Workshop shop) => shop.RunAsync<DeleteDefinition>(v => v.RunAsync("d", Workshop.Administrator, default));

    private static async Task<List<(int Version, DefinitionState State)>> StatesAsync(Workshop shop) =>
        [.. (await shop.ReadAsync(db => db.Set<StoredDefinition>().OrderBy(d => d.Version).ToListAsync())).Select(d => (d.Version, d.State))];
}
