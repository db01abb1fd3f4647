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
