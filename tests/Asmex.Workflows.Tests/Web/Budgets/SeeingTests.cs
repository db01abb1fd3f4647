using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Web.Pages.Budgets;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Asmex.Workflows.Tests.Web.Budgets;

public sealed class SeeingTests
{
    [Fact]
    public async Task The_budget_is_seen_from_the_country_down_to_a_movement()
    {
        await using var site = await SpentAsync("Stands & Co");
        var auditor = await site.AsAsync("treasurer");

        var country = await auditor.GoAsync("/budgets?year=2027");
        var region = await auditor.GoAsync("/" + country.One<IHtmlAnchorElement>("table a[href*='region=MA-09']").GetAttribute("href"));
        var envelope = await auditor.GoAsync("/" + region.Page.QuerySelectorAll("table a[href^='budgets/']").OfType<IHtmlAnchorElement>().First(a => a.TextContent.Contains("SIAL", StringComparison.Ordinal)).GetAttribute("href"));

        foreach (var page in new[] { country, region })
        {
            Assert.Contains("1 000 000 MAD", Plain(page.Text()), StringComparison.Ordinal);
            Assert.Contains("9 000 MAD", Plain(page.Text()), StringComparison.Ordinal);
            Assert.Equal(2, page.Page.QuerySelectorAll("main svg polyline").Length);
        }

        Assert.Contains("Surface et stand", region.Text(), StringComparison.Ordinal);
        Assert.Contains("Stands & Co", envelope.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegate_sees_the_own_region_and_no_other()
    {
        await using var site = await SpentAsync("Stands & Co");
        var (owner, stranger) = (await site.AsAsync("delegate"), await site.AsAsync("stranger"));

        Assert.Contains("Budget Souss-Massa", Plain((await owner.GoAsync("/budgets?year=2027")).Text()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GoAsync("/budgets?year=2027&region=MA-09")).Status);
        Assert.DoesNotContain("Stands", await stranger.Http.GetStringAsync(new Uri("/budgets/export.csv?year=2027&region=MA-09", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("Stands", await stranger.Http.GetStringAsync(new Uri("/budgets/export.csv?year=2027", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_out_runs_no_formula()
    {
        await using var site = await SpentAsync("=HYPERLINK(\"http://evil.example\";\"Facture\")");
        var treasurer = await site.AsAsync("treasurer");

        var csv = await treasurer.Http.GetStringAsync(new Uri("/budgets/export.csv?year=2027", UriKind.Relative));
        using var workbook = new MemoryStream(await treasurer.Http.GetByteArrayAsync(new Uri("/budgets/export.xlsx?year=2027", UriKind.Relative)));
        var rows = workbook.Query().ToList();

        Assert.DoesNotContain(";=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(";\"=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.Contains("9000.00", csv, StringComparison.Ordinal);
        Assert.Equal(csv.Split('\n').Count(line => line.Length > 1), rows.Count);
        var spent = rows.Cast<IDictionary<string, object>>().Single(r => r.Values.Any(v => v is string text && text.StartsWith("=HYPERLINK", StringComparison.Ordinal)));
        Assert.Equal(9_000d, spent.Values.OfType<double>().Max());
        Assert.Contains(spent.Values, v => v is DateTime);
        workbook.Position = 0;
        using var archive = new System.IO.Compression.ZipArchive(workbook);
        using var sheet = new StreamReader(archive.Entries.First(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        Assert.DoesNotContain("<x:f>", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_is_expected_evenly_from_its_start_to_its_day()
    {
        var action = new PlannedAction(90_000, new DateOnly(2027, 3, 10), new DateOnly(2027, 5, 2));

        Assert.Equal([0m, 0m, 30_000m, 30_000m, 30_000m, 0m], Enumerable.Range(1, 6).Select(month => action.In(2027, month)));
        Assert.Equal(90_000m, Enumerable.Range(1, 12).Sum(month => new PlannedAction(90_000, new DateOnly(2026, 11, 1), new DateOnly(2028, 2, 1)).In(2027, month)));
    }

    private static async Task<Site> SpentAsync(string supplier)
    {
        var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", 15_000m), ("line", "stand"));
        await site.House.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);
        var commitment = await site.House.ReadAsync(db => db.Set<Commitment>().SingleAsync());
        await site.House.RunAsync<RecordExpense>(r => r.RunAsync(commitment.Id, new Invoice(9_000, supplier, site.House.Today), site.House.As("delegate"), default));
        return site;
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
