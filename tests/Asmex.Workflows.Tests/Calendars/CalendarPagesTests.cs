using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Calendars;

public sealed class CalendarPagesTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task Every_date_says_why_and_which_days_it_skipped()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("delegate", "Karim Idrissi");

        var why = await visitor.GoAsync("/calendar/why?start=2028-02-25&days=2&region=MA-09&version=0");
        var arabic = await visitor.GoAsync("/calendar/why?start=2028-02-25&days=2&lang=ar");

        Assert.Equal("Pourquoi le mardi 29 février 2028 ?", why.One<IHtmlElement>("h1").TextContent);
        Assert.Equal(["samedi", "dimanche"], why.Page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Date provisoire", why.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("السبت", arabic.Page.Body!.TextContent, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "", "?start=demain&days=2", "?start=2028-02-25", "?start=2028-02-25&days=999999", "?start=9999-12-31&days=5", "?start=2028-02-25&days=-2147483648" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GoAsync("/calendar/why" + nonsense)).Status);
        }
    }

    [Fact]
    public async Task An_administrator_confirms_a_feast_and_may_take_it_back()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("administrator");
        const string counted = "/calendar/why?start=2029-02-14&days=1&version=0";
        Assert.Equal("Pourquoi le vendredi 16 février 2029 ?", (await visitor.GoAsync(counted)).One<IHtmlElement>("h1").TextContent);

        var form = await visitor.GoAsync("/calendar/feasts/eid_al_fitr/1450/new");
        var refused = await visitor.SendAsync(form, MainButton(form), ("First", "2029-03-14"), ("Source", "Communiqué"));
        var confirmed = await visitor.SendAsync(refused, MainButton(refused), ("First", "2029-02-14"));
        var changed = await visitor.GoAsync(counted);
        var withdrawal = await visitor.GoAsync("/" + confirmed.One<IHtmlAnchorElement>("a[href$='withdrawals/new']").GetAttribute("href"));
        var withdrawn = await visitor.SendAsync(withdrawal, withdrawal.One<IHtmlButtonElement>("button.danger"), ("Reason", "Erreur de saisie"));

        Assert.Contains("ne peut pas commencer", refused.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Communiqué", confirmed.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("le résultat serait le jeudi 15 février 2029", changed.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Fitr", withdrawal.One<IHtmlElement>("form strong").TextContent, StringComparison.Ordinal);
        Assert.Contains("Retirée", withdrawn.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_closes_a_region_for_a_day()
    {
        using var visitor = new Visitor(running.Program.Address);
        await visitor.SignInAsync("administrator");

        var form = await visitor.GoAsync("/calendar/days-off/new");
        var calendar = await visitor.SendAsync(form, MainButton(form), ("From", "2031-05-05"), ("Region", "MA-09"), ("French", "Crue"), ("Arabic", "فيضان"), ("Source", "Arrêté"));

        Assert.Contains("Crue", calendar.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Crue", (await visitor.GoAsync("/calendar?year=2031&region=MA-01")).One<IHtmlTableElement>("table").TextContent, StringComparison.Ordinal);
    }

    private static IHtmlButtonElement MainButton(Sheet sheet) => sheet.One<IHtmlButtonElement>("main button.main");
}
