using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Web;

public sealed class InstancePagesTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task An_incident_is_retried_and_then_skipped_by_a_chosen_outcome()
    {
        var id = await StopAsync("stopped");
        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);

        var list = await administrator.GoAsync("/incidents");
        var card = Card(list, "roof");
        Assert.Contains("missing", card.TextContent, StringComparison.Ordinal);
        var again = await administrator.SendAsync(list, card.QuerySelectorAll("form button").OfType<IHtmlButtonElement>().First());
        Assert.Equal("/incidents", again.Address.AbsolutePath);
        var second = Card(again, "roof");
        var after = await administrator.SendAsync(again, second.QuerySelectorAll("form button").OfType<IHtmlButtonElement>().Last(), ("outcome", "False"));

        Assert.DoesNotContain(after.Page.QuerySelectorAll("article.card"), c => c.TextContent.Contains("roof", StringComparison.Ordinal));
        Assert.Equal(WorkflowSubStatus.Finished, await SubStatusAsync(id));
        var page = await administrator.GoAsync($"/instances/{id}");
        Assert.Contains("Étape « roof » passée par l'issue « False »", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_suspended_resumed_changed_migrated_and_ended_on_its_page()
    {
        var id = await StopAsync("handled");
        await PublishAsync("handled", Flowchart("f", [Event("go"), Decision("roof", "true"), Line("yes"), Line("no"), Line("added")], "go > roof", "roof:True > yes", "roof:False > no", "yes > added"));
        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);
        var page = await administrator.GoAsync($"/instances/{id}");

        page = await administrator.SendAsync(page, Button(page, "Suspendre"));
        Assert.Contains("Suspendu", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
        page = await administrator.SendAsync(page, Button(page, "Reprendre"));
        page = await administrator.SendAsync(page, Button(page, "Changer la variable"), ("Name", "Note"), ("Value", "corrigé"));
        Assert.Contains("corrigé", page.One<IElement>("main").TextContent, StringComparison.Ordinal);

        var migration = await administrator.GoAsync($"/instances/{id}/migrations/new?to=2");
        Assert.Contains("added", migration.One<IElement>("table").TextContent, StringComparison.Ordinal);
        page = await administrator.SendAsync(migration, Button(migration, "Passer à la version 2"));
        Assert.Equal($"/instances/{id}", page.Address.AbsolutePath);

        var cancellation = await administrator.GoAsync($"/instances/{id}/cancellations/new");
        var refused = await administrator.SendAsync(cancellation, Button(cancellation, "Arrêter définitivement"));
        Assert.Equal(WorkflowSubStatus.Suspended, await SubStatusAsync(id));
        page = await administrator.SendAsync(refused, Button(refused, "Arrêter définitivement"), ("Reason", "essai"));
        Assert.Contains("arrêté avant la fin : essai", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Cancelled, await SubStatusAsync(id));
        Assert.DoesNotContain(page.Page.QuerySelectorAll("form"), f => f.TextContent.Contains("Suspendre", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_is_started_once_a_key_answered_by_a_step_and_by_an_event()
    {
        await PublishAsync("operated", Sequence("s", Event("first"), Event("second")));
        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);
        var list = await administrator.GoAsync("/instances");

        var refused = await administrator.SendAsync(list, Button(list, "Lancer"), ("Definition", "operated"), ("Inputs", "[1]"), ("Correlation", "dossier-7"));
        Assert.Contains("objet JSON", refused.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("dossier-7", refused.One<IHtmlInputElement>("#field-Correlation").Value);
        var page = await administrator.SendAsync(refused, Button(refused, "Lancer"), ("Definition", "operated"), ("Inputs", "{ \"n\": 1 }"), ("Key", "k"));
        var again = await administrator.SendAsync(list, Button(list, "Lancer"), ("Definition", "operated"), ("Key", "k"));
        Assert.Equal(page.Address, again.Address);
        Assert.Contains("dossier-7", page.One<IElement>("main").TextContent, StringComparison.Ordinal);

        page = await administrator.SendAsync(page, Button(page, "Répondre à l'étape first"), ("value", "oui"));
        Assert.Contains("Étape « first » répondue à la main", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
        list = await administrator.GoAsync("/instances");
        list = await administrator.SendAsync(list, Button(list, "Envoyer l'événement"), ("Name", "second"), ("Correlation", "dossier-7"));
        Assert.Contains("Attentes satisfaites : 1", list.One<IElement>("main [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Finished, await SubStatusAsync(page.Address.Segments[^1]));
    }

    [Fact]
    public async Task A_renamed_step_is_told_to_the_migration_on_its_page()
    {
        await PublishAsync("renamed", Sequence("s", Event("old"), Line("after")));
        await InAsync(bursts => bursts.StartAsync(new StartWorkflow("renamed", "renamed", []), Actor.House, default));
        await PublishAsync("renamed", Sequence("s", Event("new"), Line("after")));
        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);

        var lost = await administrator.GoAsync("/instances/renamed/migrations/new?to=2");
        Assert.DoesNotContain(lost.Page.QuerySelectorAll("main button"), b => b.TextContent.Contains("Passer à la version", StringComparison.Ordinal));
        var mapped = await administrator.GoAsync("/instances/renamed/migrations/new?to=2&renamed=old%3Dnew");
        var page = await administrator.SendAsync(mapped, Button(mapped, "Passer à la version 2"));

        Assert.Contains("Attend à l'étape new", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_read_shows_and_can_be_ended()
    {
        await PublishAsync("poisoned", Sequence("s", Event("b")));
        await InAsync(bursts => bursts.StartAsync(new StartWorkflow("poisoned", "poisoned", []), Actor.House, default));
        await using (var scope = house.Scope())
        {
            await scope.Db.Set<WorkflowInstance>().Where(i => i.Id == "poisoned").ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "not even JSON"));
        }

        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);
        var page = await administrator.GoAsync("/instances/poisoned");
        Assert.Contains("illisible", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
        page = await administrator.SendAsync(page, Button(page, "Répondre à l'étape b"));
        Assert.Contains("illisible", page.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);

        var cancellation = await administrator.GoAsync("/instances/poisoned/cancellations/new");
        await administrator.SendAsync(cancellation, Button(cancellation, "Arrêter définitivement"), ("Reason", "illisible"));
        Assert.Equal(WorkflowSubStatus.Cancelled, await SubStatusAsync("poisoned"));
    }

    [Fact]
    public async Task To_others_it_is_not_there()
    {
        var id = await StopAsync("hidden");
        using var coordinator = house.Visitor();
        await coordinator.SignInAsync(Roles.Coordinator);

        foreach (var path in new[] { "/instances", $"/instances/{id}", $"/instances/{id}/cancellations/new", $"/instances/{id}/migrations/new", "/incidents" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GoAsync(path)).Status);
        }
    }

    private static IElement Card(Sheet list, string step) => list.Page.QuerySelectorAll("article.card").First(c => c.TextContent.Contains($"étape {step}", StringComparison.Ordinal));

    private static IHtmlButtonElement Button(Sheet sheet, string text) =>
        sheet.Page.QuerySelectorAll("main button").OfType<IHtmlButtonElement>().First(b => b.TextContent.Contains(text, StringComparison.Ordinal));

    // An answer that a script cannot take: the burst is rolled back and an incident holds it.
    private async Task<string> StopAsync(string definition)
    {
        await PublishAsync(definition, Flowchart("f", [Event("go"), Decision("roof", "missing.member"), Line("yes"), Line("no")], "go > roof", "roof:True > yes", "roof:False > no"));
        await InAsync(bursts => bursts.StartAsync(new StartWorkflow(definition, definition, []), Actor.House, default));
        await using var scope = house.Scope();
        var bookmark = await scope.Db.Set<WaitingBookmark>().Where(b => b.InstanceId == definition).Select(b => b.Id).SingleAsync();
        await InAsync(bursts => bursts.ResumeAsync(bookmark, new Answer(), Actor.House, default));
        return definition;
    }

    private async Task PublishAsync(string id, JsonObject root)
    {
        var json = Definition(root, ("Note", "String", "x"));
        (json["definitionId"], json["name"]) = (id, id);
        await using var scope = house.Scope();
        await scope.Get<ImportDefinition>().RunAsync(json.ToJsonString(), toBePublished: true, Actor.House, default);
    }

    private async Task InAsync(Func<Bursts, Task> act)
    {
        await using var scope = house.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        await act(scope.Get<Bursts>());
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
    }

    private async Task<WorkflowSubStatus> SubStatusAsync(string id)
    {
        await using var scope = house.Scope();
        return await scope.Db.Set<WorkflowInstance>().Where(i => i.Id == id).Select(i => i.SubStatus).SingleAsync();
    }
}
