using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Firms;

public sealed class FirmPagesTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task A_delegate_finds_the_own_firms_and_no_others()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Dahbi");

        var all = await visitor.GoAsync("/firms?lang=fr");
        var found = await visitor.GoAsync("/firms?lang=fr&q=COOPERATIVE&sector=produits-terroir");
        var elsewhere = await visitor.GoAsync("/firms?lang=fr&region=MA-06");
        var second = await visitor.GoAsync("/firms?page=2");

        Assert.Equal("Entreprises : 52", all.One<IHtmlElement>(".lead").TextContent.Trim());
        Assert.Equal(50, all.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(2, second.Page.QuerySelectorAll("tbody tr").Length);
        Assert.InRange(found.Page.QuerySelectorAll("tbody tr").Length, 1, 40);
        Assert.All(found.Page.QuerySelectorAll("tbody th"), name => Assert.StartsWith("Coopérative", name.TextContent.Trim(), StringComparison.Ordinal));
        Assert.Equal("Entreprises : 0", elsewhere.One<IHtmlElement>(".lead").TextContent.Trim());
    }

    [Fact]
    public async Task What_one_may_not_see_or_do_is_not_there()
    {
        using var delegated = new Visitor(running.Program.Address);
        using var auditor = new Visitor(running.Program.Address);
        using var stranger = new Visitor(running.Program.Address);
        await delegated.SignInAsync("delegate", "Karim Idrissi");
        await auditor.SignInAsync("auditor");
        var all = await auditor.GoAsync("/firms?region=MA-06");
        var firm = all.One<IHtmlAnchorElement>("tbody th a").GetAttribute("href")!;

        Assert.Empty(all.Page.QuerySelectorAll("a[href='firms/new']"));
        Assert.Equal(HttpStatusCode.OK, (await auditor.GoAsync("/" + firm)).Status);
        foreach (var path in new[] { $"/{firm}/edit", $"/{firm}/contacts/new", $"/{firm}/conversions/new", "/firms/new", "/calendar/days-off/new" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.GoAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await delegated.GoAsync("/" + firm)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await delegated.GoAsync($"/{firm}/edit")).Status);
        Assert.Contains("sign-in", (await stranger.GoAsync("/firms")).Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegate_opens_a_file_and_keeps_it()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");
        var form = await visitor.GoAsync("/firms/new");
        var refused = await visitor.SendAsync(form, MainButton(form), ("Name", "Coopérative Tighmi"), ("Sector", "produits-terroir"), ("City", "Tafraout"), ("Ice", "900000777000011"));

        Assert.Contains("Les chiffres de contrôle de l'ICE 900000777000011", refused.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Tafraout", refused.One<IHtmlInputElement>("[name='Form.City']").Value);
        var firm = await visitor.SendAsync(refused, MainButton(refused), ("IceConfirmed", "true"));
        Assert.Equal("Coopérative Tighmi", firm.One<IHtmlElement>("h1").TextContent);

        var contact = await visitor.GoAsync(firm.Address.AbsolutePath + "/contacts/new");
        var reached = await visitor.SendAsync(contact, MainButton(contact), ("Name", "Aicha Oubella"), ("Email", "aicha.oubella@tighmi.example"), ("Phone", "0661 23 45 67"));
        Assert.Contains("Adresse d'une personne sans consentement enregistré", reached.Page.Body!.TextContent, StringComparison.Ordinal);

        var need = await visitor.GoAsync(firm.Address.AbsolutePath + "/needs/new");
        var noted = await visitor.SendAsync(need, MainButton(need), ("Category", "Certification"), ("Text", "Certification bio"));
        Assert.Contains("Certification bio", noted.Page.Body!.TextContent, StringComparison.Ordinal);
        var closed = await visitor.SendAsync(noted, noted.One<IHtmlButtonElement>("main details button"), ("Outcome", "Orientée vers Maroc PME"));
        Assert.Contains("Orientée vers Maroc PME", closed.Page.Body!.TextContent, StringComparison.Ordinal);

        var first = await visitor.GoAsync(firm.Address.AbsolutePath + "/conversions/new");
        var exported = await visitor.SendAsync(first, MainButton(first), ("Evidence", "DUM 309-00451"), ("Market", "Allemagne"));
        Assert.Contains("Primo-exportatrice", exported.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(exported.Page.QuerySelectorAll("a[href$='conversions/new']"));

        var edit = await visitor.GoAsync(firm.Address.AbsolutePath + "/edit");
        var changed = await visitor.SendAsync(edit, MainButton(edit), ("Staff", "14"));
        Assert.Contains("(petite)", changed.Page.Body!.TextContent, StringComparison.Ordinal);
        var stale = await visitor.SendAsync(edit, MainButton(edit), ("Staff", "99"));
        Assert.Contains("modifiée entre-temps par Karim Idrissi", stale.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("99", stale.One<IHtmlInputElement>("[name='Form.Staff']").Value);
    }

    [Fact]
    public async Task A_contact_who_says_no_is_not_written_to_any_more()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");
        var form = await visitor.GoAsync("/firms/new");
        var firm = await visitor.SendAsync(form, MainButton(form), ("Name", "Sté Non Merci"), ("Sector", "autre"));
        var contact = await visitor.GoAsync(firm.Address.AbsolutePath + "/contacts/new");
        var added = await visitor.SendAsync(contact, MainButton(contact), ("Name", "Bureau"), ("Email", "contact@non-merci.example"));

        var page = await visitor.GoAsync("/" + added.One<IHtmlAnchorElement>("a[href*='/contacts/']:not([href$=new])").GetAttribute("href"));
        var done = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("button.danger"), ("Source", "Appel du 4 janvier"));

        Assert.Contains("Ne souhaite plus recevoir de messages", done.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Appel du 4 janvier", done.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_somebody_changed_meanwhile_is_not_overwritten()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");
        var form = await visitor.GoAsync("/firms/new");
        var firm = await visitor.SendAsync(form, MainButton(form), ("Name", "Sté Quatre Mains"), ("Sector", "autre"));
        var contact = await visitor.GoAsync(firm.Address.AbsolutePath + "/contacts/new");
        var added = await visitor.SendAsync(contact, MainButton(contact), ("Name", "Bureau"), ("Email", "contact@quatre-mains.example"));
        var page = await visitor.GoAsync("/" + added.One<IHtmlAnchorElement>("a[href*='/contacts/']:not([href$=new])").GetAttribute("href"));

        await visitor.SendAsync(page, MainButton(page), ("Role", "Accueil"));
        var stale = await visitor.SendAsync(page, MainButton(page), ("Role", "Standard"));

        Assert.Contains("Le contact Bureau a été modifié entre-temps", stale.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Standard", stale.One<IHtmlInputElement>("[name='Form.Role']").Value);
    }

    [Fact]
    public async Task What_is_looked_for_becomes_a_segment()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");
        var list = await visitor.GoAsync("/firms?lang=fr&kind=cooperative");
        var form = await visitor.GoAsync("/" + list.One<IHtmlAnchorElement>("a[href^='firms/segments/new']").GetAttribute("href"));

        var kept = await visitor.SendAsync(form, MainButton(form), ("Name", "Nos coopératives"), ("IsShared", "true"));
        var row = kept.Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Nos coopératives", StringComparison.Ordinal));
        var again = await visitor.GoAsync("/" + row.QuerySelector("th a")!.GetAttribute("href"));

        Assert.Equal($"Entreprises : {row.QuerySelector("td.number")!.TextContent.Trim()}", again.One<IHtmlElement>(".lead").TextContent.Trim());
        var gone = await visitor.SendAsync(kept, (IHtmlButtonElement)row.QuerySelector("button")!);
        Assert.DoesNotContain("Nos coopératives", gone.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_of_a_visit_reaches_the_Centre_and_comes_back()
    {
        using var delegated = new Visitor(running.Program.Address);
        using var centre = new Visitor(running.Program.Address);
        await delegated.SignInAsync("delegate", "Karim Idrissi");
        await centre.SignInAsync("coordinator");
        var form = await delegated.GoAsync("/firms/new?lang=fr");
        var firm = await delegated.SendAsync(form, MainButton(form), ("Name", "Coopérative Visite"), ("Sector", "produits-terroir"));
        var contact = await delegated.GoAsync(firm.Address.AbsolutePath + "/contacts/new");
        await delegated.SendAsync(contact, MainButton(contact), ("Name", "Bureau"), ("Email", "contact@visite.example"));
        var visit = await delegated.GoAsync(firm.Address.AbsolutePath + "/visits/new");
        var noted = await delegated.SendAsync(visit, MainButton(visit), ("Text", "Atelier visité"), ("NeedText", "Étiquetage pour le Canada"), ("Category", "Certification"));
        Assert.Contains("Atelier visité", noted.One<IHtmlElement>(".timeline").TextContent, StringComparison.Ordinal);

        var need = await delegated.GoAsync("/" + noted.One<IHtmlAnchorElement>("a[href^='needs/']").GetAttribute("href"));
        var asked = await delegated.SendAsync(need, Button(need, "Porter ce besoin au Centre"), ("text", "Il faut un accord avec le laboratoire"));
        var seen = await centre.GoAsync(asked.Address.AbsolutePath + "?lang=fr");
        await centre.SendAsync(seen, Button(seen, "Enregistrer la décision"), ("text", "Convention signée"));
        var decided = await delegated.GoAsync(asked.Address.AbsolutePath);
        Assert.Contains("Convention signée", decided.Page.Body!.TextContent, StringComparison.Ordinal);
        var answered = await delegated.SendAsync(decided, Button(decided, "Envoyer la réponse à Coopérative Visite"), ("text", "Le laboratoire vous recevra en mars."));
        await delegated.SendAsync(answered, Button(answered, "Clore le besoin"), ("text", "Étiquettes validées"));

        var file = await delegated.GoAsync(firm.Address.AbsolutePath);
        Assert.Contains("Réponse à votre besoin (certification et normes)", file.One<IHtmlElement>(".timeline").TextContent, StringComparison.Ordinal);
        var figures = await delegated.GoAsync("/needs/figures?lang=fr");
        var figure = figures.Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Certification", StringComparison.Ordinal)).QuerySelector("a")!;
        var behind = await delegated.GoAsync("/" + figure.GetAttribute("href"));
        Assert.Equal($"Besoins : {figure.TextContent.Trim()}", behind.One<IHtmlElement>(".lead").TextContent.Trim());
    }

    private static IHtmlButtonElement Button(Sheet sheet, string text) => sheet.Page.QuerySelectorAll("main button").Cast<IHtmlButtonElement>().Single(b => b.TextContent.Trim() == text);

    private static IHtmlButtonElement MainButton(Sheet sheet) => sheet.One<IHtmlButtonElement>("main button.main");
}
