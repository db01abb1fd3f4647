using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Guests;

public sealed partial class GuestPageTests
{
    [Fact]
    public async Task A_guest_does_one_task_by_the_link_of_a_letter()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var link = await HandOverAsync(site, task, "en");
        var guest = site.Stranger();
        var page = await guest.GoAsync(link);

        var again = await guest.SendAsync(page, page.Button("complete"), ("place", "Paris"));
        var done = await guest.SendAsync(again, again.Button("complete"), ("sector", "all"), ("status", "all"), ("messageFr", "Le SIAL."), ("seats", "10"));

        Assert.Equal("en", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Good day Sara Lahlou", page.Text(), StringComparison.Ordinal);
        Assert.Equal("Paris", again.One<IHtmlInputElement>("[id='f-place']").Value);
        Assert.Contains("Thank you, it is completed", done.Text(), StringComparison.Ordinal);
        var kept = await site.House.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == task.Id));
        Assert.Equal((PlanTaskStatus.Done, "Sara Lahlou", null), (kept.Status, kept.CompletedBy, kept.CompletedById));
        Assert.Contains("Thank you", (await guest.GoAsync(link)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_sees_who_has_it_and_takes_the_link_back()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var link = await HandOverAsync(site, task, "fr");
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/tasks/{task.Id}");
        var open = await site.Stranger().GoAsync(link);

        await officer.SendAsync(page, page.Page.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Single(b => b.TextContent == "Retirer le lien"));

        Assert.Contains("Confiée à Sara Lahlou", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Ce lien a été retiré", (await site.Stranger().GoAsync(link)).Text(), StringComparison.Ordinal);
        var late = await site.Stranger().SendAsync(await site.Stranger().GoAsync(link), open.Button("complete"));
        Assert.DoesNotContain("Merci", late.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.True((await site.House.TaskAsync("appel")).IsOpen);
    }

    [Fact]
    public async Task A_new_link_closes_the_one_before_and_time_closes_the_last()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var first = await HandOverAsync(site, task, "fr");
        var second = await HandOverAsync(site, task, "fr");

        Assert.Contains("Ce lien a été retiré", (await site.Stranger().GoAsync(first)).Text(), StringComparison.Ordinal);
        Assert.Contains("Bonjour Sara Lahlou", (await site.Stranger().GoAsync(second)).Text(), StringComparison.Ordinal);
        Assert.Contains("Ce lien ne s'ouvre pas", (await site.Stranger().GoAsync(second[..^1] + (second[^1] == 'A' ? 'E' : 'A'))).Text(), StringComparison.Ordinal);

        site.House.Database.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Contains("Ce lien a expiré", (await site.Stranger().GoAsync(second)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanner_that_follows_the_link_changes_nothing_and_sees_no_other_page()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var link = await HandOverAsync(site, task, "fr");
        var before = await MarkAsync(site);
        var scanner = site.Stranger();

        await scanner.GoAsync(link);
        await scanner.GoAsync(link + "?act=complete");
        using var head = await scanner.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(link)));

        Assert.Equal(before, await MarkAsync(site));
        Assert.Contains("sign-in", (await scanner.GoAsync($"/tasks/{task.Id}")).Address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_refused_beside_its_field()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/tasks/{task.Id}/guest");

        var again = await officer.SendAsync(page, page.One<IHtmlButtonElement>("form.form button.main"), ("Name", "Sara Lahlou"), ("Email", "sara at home"));

        Assert.Contains("sara at home", again.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Sara Lahlou", again.One<IHtmlInputElement>("#field-Name").Value);
        Assert.Equal(0, await site.House.ReadAsync(db => db.Set<GuestLink>().CountAsync()));
    }

    private static async Task<string> HandOverAsync(Site site, PlanTask task, string language)
    {
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/tasks/{task.Id}/guest");
        await officer.SendAsync(page, page.One<IHtmlButtonElement>("form.form button.main"), ("Name", "Sara Lahlou"), ("Email", "sara@experts.example"), ("Language", language));
        await site.House.PostAsync();
        var letter = site.House.Mail.Received.Last(m => m.To == "sara@experts.example");
        return new Uri(site.Stranger().Http.BaseAddress!, PersonalLink().Match(letter.Message.TextBody!).Value).ToString();
    }

    private static Task<(int, int, DateTimeOffset?)> MarkAsync(Site site) => site.House.ReadAsync(async db =>
        (await db.Set<HistoryEntry>().CountAsync(), await db.Set<PlanTask>().SumAsync(t => t.Version), await db.Set<PlanTask>().MaxAsync(t => t.DraftSavedAt)));

    [GeneratedRegex(@"/g/[\w-]+")]
    private static partial Regex PersonalLink();
}
