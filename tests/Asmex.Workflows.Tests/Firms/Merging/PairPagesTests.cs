using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Firms.Merging;

public sealed class PairPagesTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Two_files_are_compared_merged_followed_and_parted_again()
    {
        using var visitor = new Visitor(running.Program.Address);
        using var elsewhere = new Visitor(running.Program.Address);
        using var auditor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");
        await elsewhere.SignInAsync("delegate", "Dahbi");
        await auditor.SignInAsync("auditor");
        var first = await FirmAsync(visitor, "Coopérative Safran Talmest", ("City", "Taliouine"), ("Phone", "05 28 53 11 22"), ("Staff", "9"));
        var second = await FirmAsync(visitor, "Coop Safran Talmest", ("City", "Taliouine"), ("Phone", "05 28 53 11 22"), ("Staff", "14"));
        await VisitAsync(visitor, second, "Séchoir visité");
        var list = await visitor.GoAsync("/firms/pairs?lang=fr");
        await visitor.SendAsync(list, Button(list, "Chercher maintenant"));

        var told = await visitor.GoAsync(first + "?lang=fr");
        var address = "/" + told.One<IHtmlAnchorElement>("a[href^='firms/pairs/']").GetAttribute("href");
        Assert.Contains("Coop Safran Talmest", (await visitor.GoAsync("/firms/pairs")).Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GoAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GoAsync(address)).Status);

        var compared = await visitor.GoAsync(address);
        Assert.Contains("même téléphone", compared.One<IHtmlElement>(".lead").TextContent, StringComparison.Ordinal);
        var stale = await visitor.GoAsync(address);
        var side = compared.Page.QuerySelectorAll("tbody tr:first-child input").Single(i => i.ParentElement!.TextContent.Contains("Coopérative", StringComparison.Ordinal)).GetAttribute("value")!;
        var other = side == "first" ? "second" : "first";
        var merged = await visitor.SendAsync(compared, Button(compared, "Fusionner les deux fiches"), ("keeps", side), ("Staff", other), ("Name", side));
        Assert.Equal((first, "Coopérative Safran Talmest"), (merged.Address.AbsolutePath, merged.One<IHtmlElement>("h1").TextContent));
        Assert.Contains("Séchoir visité", merged.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("14", merged.One<IHtmlElement>(".side > .stack:last-child").TextContent, StringComparison.Ordinal);

        Assert.Equal(first, (await visitor.GoAsync(second)).Address.AbsolutePath);
        await VisitAsync(visitor, second, "Deuxième visite");
        Assert.Contains("Deuxième visite", (await visitor.GoAsync(first)).Page.Body!.TextContent, StringComparison.Ordinal);
        var twice = await visitor.SendAsync(stale, Button(stale, "Fusionner les deux fiches"));
        Assert.Contains("déjà été fusionnée par Karim Idrissi", twice.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/firms/merges/", (await visitor.GoAsync(address)).Address.AbsolutePath, StringComparison.Ordinal);

        var merge = await visitor.GoAsync("/" + merged.One<IHtmlAnchorElement>("a[href^='firms/merges/']").GetAttribute("href"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GoAsync(merge.Address.AbsolutePath)).Status);
        var parted = await visitor.SendAsync(merge, Button(merge, "Annuler la fusion"));
        Assert.Equal((second, "Coop Safran Talmest"), (parted.Address.AbsolutePath, parted.One<IHtmlElement>("h1").TextContent));
        Assert.Contains("Séchoir visité", parted.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Deuxième visite", parted.Page.Body!.TextContent, StringComparison.Ordinal);

        var again = await visitor.GoAsync(address);
        await visitor.SendAsync(again, Button(again, "Retenir que ce sont deux entreprises"));
        Assert.Contains("Karim Idrissi", (await visitor.GoAsync(address)).One<IHtmlElement>(".notice").TextContent, StringComparison.Ordinal);
        Assert.Empty((await visitor.GoAsync(first)).Page.QuerySelectorAll("a[href^='firms/pairs/']"));
    }

    private static async Task<string> FirmAsync(Visitor visitor, string name, params (string, string)[] more)
    {
        var form = await visitor.GoAsync("/firms/new?lang=fr");
        return (await visitor.SendAsync(form, form.One<IHtmlButtonElement>("main button.main"), [("Name", name), ("Sector", "produits-terroir"), .. more])).Address.AbsolutePath;
    }

    private static async Task VisitAsync(Visitor visitor, string firm, string text)
    {
        var visit = await visitor.GoAsync(firm + "/visits/new");
        await visitor.SendAsync(visit, visit.One<IHtmlButtonElement>("main button.main"), ("Text", text));
    }

    private static IHtmlButtonElement Button(Sheet sheet, string text) => sheet.Page.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Single(b => b.TextContent.Trim() == text);
}
