using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.MailActs;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

/// <summary>Deciding from a letter, by pages.</summary>
public sealed partial class MailActPageTests
{
    [Fact]
    public async Task A_scanner_that_follows_every_link_decides_nothing_and_the_reader_then_decides_once()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 12_000m);
        for (var i = 0; i < 3; i++)
        {
            foreach (var link in links.Values)
            {
                Assert.Equal(HttpStatusCode.OK, (await site.Stranger().GoAsync(link)).Status);
            }
        }

        Assert.Equal(ApprovalStatus.Pending, (await RequestAsync(site)).Status);
        Assert.Equal(0, await site.House.ReadAsync(db => db.Set<MailActLink>().CountAsync(l => l.UsedAt != null)));

        var reader = site.Stranger();
        var page = await reader.GoAsync(links["approve"]);
        Assert.Contains("12 000,00 MAD", Plain(page.Text()), StringComparison.Ordinal);
        Assert.Contains("888 000,00 MAD", Plain(page.Text()), StringComparison.Ordinal);
        var done = await reader.SendAsync(page, page.One<IHtmlButtonElement>("main form button"));

        Assert.Contains("La demande est approuvée par vous", done.Text(), StringComparison.Ordinal);
        var decided = await RequestAsync(site);
        Assert.Equal((ApprovalStatus.Approved, "Nadia Bennis"), (decided.Status, decided.LastDecision!.PersonName));
        Assert.Equal(1, await site.House.ReadAsync(db => db.Set<HistoryEntry>().CountAsync(e => e.Key == "History.DecidedByLetter")));
        var replayed = await reader.SendAsync(page, page.One<IHtmlButtonElement>("main form button"));
        Assert.Contains("Ce lien a déjà servi", replayed.Text(), StringComparison.Ordinal);
        Assert.Single((await RequestAsync(site)).Decisions);
    }

    [Fact]
    public async Task Another_person_who_is_signed_in_cannot_use_the_link()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 12_000m);
        var other = await site.AsAsync("treasurer");

        var page = await other.GoAsync(links["approve"]);

        Assert.Contains("Ce lien est celui de Nadia Bennis", page.Text(), StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Who_may_read_the_letters_of_others_finds_no_link_in_them_that_acts()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 12_000m);
        var letter = await site.House.ReadAsync(db => db.Letters.Where(l => l.Text.Contains("/act/")).Select(l => l.Id).FirstAsync());

        var page = await (await site.AsAsync("coordinator")).GoAsync($"/letters/{letter}");

        Assert.Contains("/act/…", page.Text(), StringComparison.Ordinal);
        Assert.All(links.Values, link => Assert.DoesNotContain(link[(link.LastIndexOf('/') + 1)..], page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Above_the_amount_of_the_house_a_yes_asks_for_a_sign_in_and_a_no_does_not()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 148_000m);

        var page = await site.Stranger().GoAsync(links["approve"]);
        var signedIn = await (await site.AsAsync("treasurer")).GoAsync(links["approve"]);
        var sendBack = await site.Stranger().GoAsync(links["send-back"]);

        Assert.Contains("connectez-vous d'abord", page.Text(), StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("main form"));
        Assert.NotNull(signedIn.Page.QuerySelector("main form"));
        Assert.NotNull(sendBack.Page.QuerySelector("main form textarea"));
    }

    [Fact]
    public async Task An_altered_link_is_not_there()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 12_000m);

        var altered = links["approve"][..^1] + (links["approve"][^1] == 'A' ? 'B' : 'A');

        Assert.Equal(HttpStatusCode.NotFound, (await site.Stranger().GoAsync(altered)).Status);
    }

    [Fact]
    public async Task The_reader_takes_all_links_back_on_the_page_of_preferences()
    {
        await using var site = await Site.OpenAsync();
        var links = await AskAsync(site, 12_000m);
        var coordinator = await site.AsAsync("coordinator");
        var stranger = site.Stranger();
        var open = await stranger.GoAsync(links["approve"]);
        var preferences = await coordinator.GoAsync("/notifications/preferences");

        var revoke = preferences.Page.QuerySelectorAll("main button").OfType<IHtmlButtonElement>().Single(b => b.TextContent == "Retirer tous mes liens");
        await coordinator.SendAsync(preferences, revoke);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.SendAsync(preferences, revoke)).Status);

        Assert.Contains("Ce lien a été retiré", (await stranger.GoAsync(links["approve"])).Text(), StringComparison.Ordinal);
        var late = await stranger.SendAsync(open, open.One<IHtmlButtonElement>("main form button"));
        Assert.Contains("Ce lien a été retiré", late.Text(), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Pending, (await RequestAsync(site)).Status);
    }

    /// <summary>The links of the letter that asks whoever decides on this amount.</summary>
    private static async Task<Dictionary<string, string>> AskAsync(Site site, decimal amount)
    {
        await site.House.DoAsync("reservation-request", "direction", ("amount", amount));
        await site.House.PostAsync();
        var html = site.House.Mail.Received.Last(m => m.Html.Contains("/act/", StringComparison.Ordinal)).Html;
        var found = ActLink().Matches(html).Select(m => m.Groups[1].Value).ToList();
        return new() { ["approve"] = found[0], ["send-back"] = found[1], ["reject"] = found[2] };
    }

    private static Task<Approval> RequestAsync(Site site) =>
        site.House.ReadAsync(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.ActivityId == "reservation-budget"));

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    [System.Text.RegularExpressions.GeneratedRegex("(/act/[A-Za-z0-9_-]{20,})")]
    private static partial System.Text.RegularExpressions.Regex ActLink();
}
