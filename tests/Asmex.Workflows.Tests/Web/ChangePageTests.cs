using System.Net;
using Asmex.Workflows.Tasks;

namespace Asmex.Workflows.Tests.Web;

/// <summary>Changing a running plan, by its page.</summary>
public sealed class ChangePageTests
{
    [Fact]
    public async Task The_Centre_sees_the_effects_first_and_then_applies_them()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var coordinator = await site.AsAsync("coordinator");
        var page = await coordinator.GoAsync(Address(task));

        var bare = await coordinator.SendAsync(page, page.Button("preview"));
        var seen = await coordinator.SendAsync(bare, bare.Button("preview"), ("dueOn", "2027-08-30"), ("reason", "Le salon attend"));
        Assert.Equal(task.DueOn, (await site.House.TaskAsync("appel")).DueOn);
        var applied = await coordinator.SendAsync(seen, seen.Button("apply"));

        Assert.Contains("Indiquez le motif", bare.Text(), StringComparison.Ordinal);
        Assert.Contains("Échéance de « " + task.Title.Fr + " » : du", seen.Text(), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 8, 30), (await site.House.TaskAsync("appel")).DueOn);
        Assert.Contains("Le salon attend", applied.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_is_cancelled_after_a_look_at_what_that_does()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var coordinator = await site.AsAsync("coordinator");
        var action = await coordinator.GoAsync($"/actions/{task.ActionId}");
        var address = action.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(a => a.Contains("CancelAction", StringComparison.Ordinal));
        var page = await coordinator.GoAsync("/" + address);

        var seen = await coordinator.SendAsync(page, page.Button("preview"), ("reason", "Le salon est annulé"));
        Assert.True(await site.House.IsOpenAsync("appel"));
        var applied = await coordinator.SendAsync(seen, seen.Button("apply"));

        Assert.Contains("Action annulée : SIAL 2027", seen.Text(), StringComparison.Ordinal);
        Assert.Contains("Rendu à ce que le plan peut répartir : 900 000,00 MAD", seen.Text().Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.False(await site.House.IsOpenAsync("appel"));
        Assert.Contains("Le salon est annulé", applied.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("CancelAction", (await coordinator.GoAsync($"/actions/{task.ActionId}")).Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("CancelAction", (await (await site.AsAsync("delegate")).GoAsync($"/actions/{task.ActionId}")).Page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_step_that_was_done_meanwhile_says_by_whom_and_keeps_the_reason()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var coordinator = await site.AsAsync("coordinator");
        var page = await coordinator.GoAsync(Address(task));
        await site.House.DoAsync("appel", "officer");

        var late = await coordinator.SendAsync(page, page.Button("preview"), ("dueOn", "2027-08-30"), ("reason", "Le salon attend"));

        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains(site.House.Person("officer").Name, late.Text(), StringComparison.Ordinal);
        Assert.Contains("Le salon attend", late.Page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_follows_a_plan_comes_from_the_awaited_decision_to_the_plan()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var direction = await site.AsAsync("direction");

        Assert.EndsWith($"/plans/{task.PlanId}", (await direction.GoAsync($"/plans/{task.PlanId}/validate")).Address.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("plans/new", (await direction.GoAsync("/regions")).Page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_others_the_page_is_not_there()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.AsAsync("delegate")).GoAsync(Address(task))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.AsAsync("coordinator")).GoAsync($"/plans/{task.PlanId}/changes/new?kind=Nonsense")).Status);
    }

    private static string Address(PlanTask task) => $"/plans/{task.PlanId}/changes/new?kind=MoveTask&task={task.Id}";
}
