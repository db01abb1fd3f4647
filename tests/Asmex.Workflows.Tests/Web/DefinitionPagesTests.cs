using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Web;

public sealed class DefinitionPagesTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task A_definition_is_imported_published_exported_retracted_and_deleted_on_its_pages()
    {
        using var coordinator = house.Visitor();
        await coordinator.SignInAsync(Roles.Coordinator);

        var page = await UploadAsync(coordinator, Text("lived", Sequence("s", Event("b"))), asDraft: false);
        Assert.Equal("/definitions/lived", page.Address.AbsolutePath);
        page = await UploadAsync(coordinator, Text("lived", Sequence("s", Event("b"), Line("more"))), asDraft: true);
        Assert.Equal([("2", "Brouillon"), ("1", "Publiée")], Versions(page));
        var list = await coordinator.GoAsync("/definitions");
        var row = list.Page.QuerySelectorAll("main tr").Single(r => r.TextContent.Contains("lived", StringComparison.Ordinal));
        Assert.Equal("1", row.QuerySelector("td.number")!.TextContent.Trim());
        Assert.Contains("version 2 en brouillon", row.TextContent, StringComparison.Ordinal);

        page = await coordinator.SendAsync(page, Button(page, "Publier la version 2"));
        Assert.Equal([("2", "Publiée"), ("1", "Remplacée")], Versions(page));
        var export = Button(page, "Exporter la version 1").Form!;
        using var answer = await coordinator.Http.PostAsync(
            new Uri("/definitions/lived/exports", UriKind.Relative), new FormUrlEncodedContent(export.QuerySelectorAll("input").OfType<IHtmlInputElement>().Select(i => KeyValuePair.Create(i.Name!, i.Value))));
        Assert.Equal("lived-v1.json", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.DoesNotContain("more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        page = await coordinator.SendAsync(page, Button(page, "Retirer la version 2"));
        Assert.Equal([("2", "Retirée"), ("1", "Remplacée")], Versions(page));

        var deletion = await coordinator.GoAsync("/definitions/lived/deletions/new");
        list = await coordinator.SendAsync(deletion, Button(deletion, "Supprimer « lived »"));
        Assert.Equal("/definitions", list.Address.AbsolutePath);
        Assert.DoesNotContain("lived", list.One<IElement>("main").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GoAsync("/definitions/lived")).Status);
        await using var scope = house.Scope();
        var said = await scope.Db.Set<HistoryEntry>().Where(h => h.Values.Contains("lived")).OrderBy(h => h.Id).Select(h => h.Key).ToListAsync();
        Assert.Equal(["History.DefinitionDrafted", "History.DefinitionPublished", "History.DefinitionDrafted", "History.DefinitionPublished", "History.DefinitionExported", "History.DefinitionRetracted", "History.DefinitionDeleted"], said);
    }

    [Fact]
    public async Task Faults_are_shown_with_path_step_and_remedy_and_nothing_is_written()
    {
        using var administrator = house.Visitor();
        await administrator.SignInAsync(Roles.Administrator);
        var faulty = Text("faulty", Sequence("s", Activity("Elsa.RunCSharp", "x"), Activity("Elsa.SendEmail", "y")));

        var refused = await UploadAsync(administrator, faulty, asDraft: false);
        Assert.Contains("Erreurs : 2", refused.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("$.root.activities[1]", refused.One<IElement>("main table").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GoAsync("/definitions/faulty")).Status);

        var draft = await UploadAsync(administrator, faulty, asDraft: true);
        Assert.Contains("Erreurs de la version 1", draft.One<IElement>("main").TextContent, StringComparison.Ordinal);
        var still = await administrator.SendAsync(draft, Button(draft, "Publier la version 1"));
        Assert.Contains("ne peut pas être publiée", still.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal([("1", "Brouillon")], Versions(still));
    }

    [Fact]
    public async Task Warnings_are_shown_after_an_import()
    {
        using var coordinator = house.Visitor();
        await coordinator.SignInAsync(Roles.Coordinator);

        var page = await UploadAsync(coordinator, Text("odd", Flowchart("f", [Line("a"), Line("b"), Line("alone"), Line("other")], "a > b", "alone > other", "other > alone")), asDraft: false);

        Assert.Contains("Remarques sur la version 1", page.One<IElement>("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_definition_is_refused_in_words()
    {
        using var coordinator = house.Visitor();
        await coordinator.SignInAsync(Roles.Coordinator);

        var refused = await UploadAsync(coordinator, "[]", asDraft: true);

        Assert.Contains("Ce n'est pas une définition", refused.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_runs_is_not_deleted()
    {
        using var coordinator = house.Visitor();
        await coordinator.SignInAsync(Roles.Coordinator);
        var deletion = await coordinator.GoAsync("/definitions/regional-plan/deletions/new");

        var refused = await coordinator.SendAsync(deletion, Button(deletion, "Supprimer"));

        Assert.Contains("ne peut pas être supprimée", refused.One<IElement>("main [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_and_has_no_buttons()
    {
        using var auditor = house.Visitor();
        await auditor.SignInAsync(Roles.Auditor);

        var page = await auditor.GoAsync("/definitions/regional-plan");

        Assert.NotEmpty(Versions(page));
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GoAsync("/definitions/new")).Status);
    }

    private static string Text(string id, JsonObject root)
    {
        var definition = Definition(root);
        (definition["definitionId"], definition["name"]) = (id, id);
        return definition.ToJsonString();
    }

    private static async Task<Sheet> UploadAsync(Visitor visitor, string json, bool asDraft)
    {
        var page = await visitor.GoAsync("/definitions/new");
        using var body = new MultipartFormDataContent();
        foreach (var input in page.Page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>())
        {
            body.Add(new StringContent(input.Value), $"\"{input.Name}\"");
        }

        if (asDraft)
        {
            body.Add(new StringContent("true"), "\"Form.AsDraft\"");
        }

        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(json)), "\"Form.File\"", "\"definition.json\"");
        using var answer = await visitor.Http.PostAsync(page.Address, body);
        return new Sheet(answer.RequestMessage!.RequestUri!, answer.StatusCode, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    private static List<(string Version, string State)> Versions(Sheet page) =>
        [.. page.Page.QuerySelectorAll("main tbody tr").Where(r => r.QuerySelector("th.number") is not null)
            .Select(r => (r.QuerySelector("th.number")!.TextContent.Trim(), r.QuerySelectorAll("td")[0].TextContent.Trim()))];

    private static IHtmlButtonElement Button(Sheet sheet, string text) =>
        sheet.Page.QuerySelectorAll("main button").OfType<IHtmlButtonElement>().First(b => b.TextContent.Contains(text, StringComparison.Ordinal));
}
