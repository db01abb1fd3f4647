using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Tasks;

public sealed class InboxPageTests
{
    private static readonly ActionDraft _diagnostic = new(null, "diag-offre", "Argan 2027", new DateOnly(2027, 1, 4), new DateOnly(2027, 6, 14), 200_000);

    [Fact]
    public async Task Lists_what_is_late_with_the_reason_and_counts_what_it_lists()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        await site.House.UntilAsync(task.DueOn.AddDays(4));

        var inbox = await (await site.AsAsync("delegate")).GoAsync("/inbox");

        Assert.Contains(task.Title.Fr, inbox.Titles("late"));
        Assert.Contains("pas encore commencée", inbox.Text(), StringComparison.Ordinal);
        Assert.Matches(@"Retard : \d j. ouvrables", inbox.Text());
        var figures = inbox.Page.QuerySelectorAll(".figures strong").Select(f => int.Parse(f.TextContent, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(inbox.Page.QuerySelectorAll("#late li").Length, figures[1]);
        Assert.Equal(inbox.Page.QuerySelectorAll("#late li, #week li, #later li").Length, figures[0]);
        Assert.StartsWith("calendar/why?", inbox.One<IHtmlAnchorElement>("#late a.date").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_by_words_without_accents_and_by_action()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var delegated = await site.AsAsync("delegate");
        var title = (await site.House.TaskAsync("cadrage")).Title.Fr;

        var found = await delegated.GoAsync("/inbox?q=ARGAN%20perimetre");
        var nothing = await delegated.GoAsync("/inbox?q=lune");
        var work = found.Page.QuerySelectorAll("#work option").OfType<IHtmlOptionElement>().Single(o => o.TextContent.Contains("SIAL", StringComparison.Ordinal));
        var ofTheFair = await delegated.GoAsync($"/inbox?work={work.Value}");

        Assert.Contains(title, found.Text(), StringComparison.Ordinal);
        Assert.Contains("Aucune tâche ne correspond", nothing.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(title, ofTheFair.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_free_task_is_taken_once()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        await site.House.ReadAsync(db => db.Set<PlanTask>().Where(t => t.Id == task.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.AssigneeId, (Guid?)null).SetProperty(t => t.DoerId, (Guid?)null)));
        var direction = await site.AsAsync("direction");

        var before = await direction.GoAsync("/inbox");
        var taken = await direction.SendAsync(before, before.Button(task.Id.ToString()));
        var again = await direction.SendAsync(before, before.Button(task.Id.ToString()));

        Assert.EndsWith($"/tasks/{task.Id}", taken.Address.ToString(), StringComparison.Ordinal);
        Assert.Equal(site.House.Person("direction").Id, (await site.House.TaskAsync("reservation-request")).AssigneeId);
        Assert.Contains("vient d'être prise", again.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_region_sees_nothing_and_looking_changes_nothing()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        var before = await MarkAsync(site);
        var (stranger, own) = (await site.AsAsync("stranger"), await site.AsAsync("delegate"));

        var inbox = await stranger.GoAsync("/inbox");
        string[] addresses = [$"/tasks/{task.Id}", $"/tasks/{task.Id}/guest", $"/tasks/{task.Id}/assign"];
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GoAsync(address)).Status);
            Assert.Equal(HttpStatusCode.OK, (await own.GoAsync(address)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await own.GoAsync($"/tasks/{Guid.NewGuid()}")).Status);
        Assert.DoesNotContain(task.Title.Fr, inbox.Text(), StringComparison.Ordinal);
        Assert.Contains("/account/sign-in", (await site.Stranger().GoAsync("/inbox")).Address.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await MarkAsync(site));
    }

    private static Task<(int, int)> MarkAsync(Site site) =>
        site.House.ReadAsync(async db => (await db.Set<HistoryEntry>().CountAsync(), await db.Set<PlanTask>().SumAsync(t => t.Version)));
}
