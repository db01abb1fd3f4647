using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tasks;

namespace Asmex.Workflows.Tests.Web.Tasks;

public sealed class InboxListsPageTests
{
    private static readonly ActionDraft _diagnostic = new(null, "diag-offre", "Argan 2027", new DateOnly(2027, 1, 4), new DateOnly(2027, 6, 14), 200_000);

    [Fact]
    public async Task The_lists_of_a_region_show_whose_each_task_is()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var mine = await site.House.TaskAsync("cadrage");
        var visitor = await site.AsAsync("delegate");

        var region = await visitor.GoAsync("/inbox?list=region");
        var done = await visitor.GoAsync("/inbox?list=done");

        Assert.Contains(mine.Title.Fr, region.Titles("list"));
        Assert.Contains("Karim Idrissi", region.Text(), StringComparison.Ordinal);
        Assert.Contains("Hicham Tazi", region.Text(), StringComparison.Ordinal);
        Assert.Equal(region.Page.QuerySelectorAll("#list li").Length.ToString(System.Globalization.CultureInfo.InvariantCulture), region.One<IHtmlElement>(".tabs a[aria-current] .count").TextContent);
        Assert.NotEmpty(done.Titles("done"));
    }

    [Fact]
    public async Task Several_tasks_are_given_after_a_look_at_what_will_change()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        var foreign = await site.House.TaskAsync("reservation-request");
        var coordinator = await site.AsAsync("coordinator");
        var to = site.House.Person("delegate").Id;

        var preview = await coordinator.GoAsync($"/tasks/together?act=assign&t={task.Id}&t={foreign.Id}&person={to}");
        var version = (await site.House.TaskAsync("cadrage")).Version;
        var done = await coordinator.SendAsync(preview, preview.One<IHtmlButtonElement>(".confirm button"));

        Assert.Contains("Sera confiée à Karim Idrissi", preview.Text(), StringComparison.Ordinal);
        Assert.Contains("ne peut être confiée qu'à une personne qui a ce rôle", preview.Text(), StringComparison.Ordinal);
        Assert.Equal(task.Version, version);
        Assert.EndsWith("/inbox", done.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(task.Version + 1, (await site.House.TaskAsync("cadrage")).Version);

        // Meanwhile it changed: nothing happens, and the page says who.
        var stale = await coordinator.SendAsync(preview, preview.One<IHtmlButtonElement>(".confirm button"));
        Assert.Contains("Nadia Bennis", stale.Text(), StringComparison.Ordinal);
        Assert.Equal(task.Version + 1, (await site.House.TaskAsync("cadrage")).Version);
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_left_out_and_named()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var (one, two) = (await site.House.TaskAsync("cadrage"), await site.House.TaskAsync("appel"));
        var coordinator = await site.AsAsync("coordinator");
        var sunday = site.House.Today.AddDays((7 - (int)site.House.Today.DayOfWeek) % 7 + 7);

        var preview = await coordinator.GoAsync($"/tasks/together?act=follow-up&t={one.Id}&t={two.Id}&day={sunday:yyyy-MM-dd}");
        await site.House.RunAsync<AssignTask>(verb => verb.RunAsync([new TaskSeen(one.Id)], site.House.Person("delegate").Id, site.House.As("coordinator"), default));
        var done = await coordinator.SendAsync(preview, preview.One<IHtmlButtonElement>(".confirm button"));

        Assert.Contains("est chômé", preview.Text(), StringComparison.Ordinal);
        Assert.Contains("Tâches enregistrées : 1", done.Text(), StringComparison.Ordinal);
        Assert.Contains(one.Title.Fr, done.Text(), StringComparison.Ordinal);
        Assert.Null((await site.House.TaskAsync("cadrage")).FollowUpOn);
        Assert.True((await site.House.TaskAsync("appel")).FollowUpOn > sunday);
    }

    [Fact]
    public async Task A_follow_up_for_several_is_refused_for_a_day_that_is_past()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        var visitor = await site.AsAsync("delegate");

        var past = await visitor.GoAsync($"/tasks/together?act=follow-up&t={task.Id}&day=2020-01-06");
        var day = site.House.Today.AddDays(3);
        var preview = await visitor.GoAsync($"/tasks/together?act=follow-up&t={task.Id}&day={day:yyyy-MM-dd}");
        await visitor.SendAsync(preview, preview.One<IHtmlButtonElement>(".confirm button"));

        Assert.Contains("est passé", past.Text(), StringComparison.Ordinal);
        Assert.Empty(past.Page.QuerySelectorAll(".confirm"));
        Assert.Equal(day, (await site.House.TaskAsync("cadrage")).FollowUpOn);
        Assert.Contains("Aucune tâche cochée", (await visitor.GoAsync("/tasks/together")).Text(), StringComparison.Ordinal);
        Assert.Contains("Aucune tâche cochée", (await (await site.AsAsync("stranger")).GoAsync($"/tasks/together?act=assign&t={task.Id}")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_kept_under_a_name_and_opened_again()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var visitor = await site.AsAsync("delegate");
        var late = await visitor.GoAsync("/inbox?list=region&late=1&sort=priority");

        var kept = await visitor.SendAsync(late, late.One<IHtmlButtonElement>("#saved-name ~ button, .adder button"), ("name", "Retards de la région"));
        var link = kept.Page.QuerySelectorAll("a.button").OfType<IHtmlAnchorElement>().Single(a => a.TextContent == "Retards de la région");
        var again = await visitor.GoAsync("/" + link.GetAttribute("href"));
        var gone = await visitor.SendAsync(again, again.One<IHtmlButtonElement>("button[name=saved]"));

        Assert.Equal("?list=region&late=1&sort=priority", again.Address.Query);
        Assert.DoesNotContain("Retards de la région", gone.Text(), StringComparison.Ordinal);
        Assert.Contains("Donnez un nom", (await visitor.SendAsync(late, late.One<IHtmlButtonElement>(".adder button"), ("name", " "))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_entrusted_given_back_and_released_on_its_page()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        var (owner, officer) = (await site.AsAsync("delegate"), await site.AsAsync("officer"));

        var choice = await owner.GoAsync($"/tasks/{task.Id}/entrust");
        var entrusted = await owner.SendAsync(choice, choice.One<IHtmlButtonElement>("main form button.main"), ("Person", site.House.Person("officer").Id.ToString()));
        var prepared = await officer.GoAsync($"/tasks/{task.Id}");
        var returned = await officer.SendAsync(prepared, ButtonOf(prepared, "rendre à Karim Idrissi"));
        var back = await owner.GoAsync($"/tasks/{task.Id}");
        await owner.SendAsync(back, ButtonOf(back, "La laisser"));

        Assert.Contains("En préparation chez : Youssef Amrani", entrusted.Text(), StringComparison.Ordinal);
        Assert.Empty(prepared.Page.QuerySelectorAll("button[value^=complete]"));
        Assert.Contains("qui la termine", prepared.Text(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, returned.Status);
        Assert.Contains("Préparée par Youssef Amrani", back.Text(), StringComparison.Ordinal);
        Assert.Null((await site.House.TaskAsync("cadrage")).AssigneeId);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.AsAsync("stranger")).GoAsync($"/tasks/{task.Id}/entrust")).Status);
    }

    [Fact]
    public async Task Priority_and_follow_up_are_kept_from_the_page_and_seen_in_the_list()
    {
        await using var site = await Site.OpenAsync(_diagnostic);
        var task = await site.House.TaskAsync("cadrage");
        var visitor = await site.AsAsync("delegate");
        var page = await visitor.GoAsync($"/tasks/{task.Id}");

        var past = await visitor.SendAsync(page, ButtonOf(page, "Enregistrer", "order"), ("priority", nameof(TaskPriority.Urgent)), ("day", "2020-02-03"));
        await visitor.SendAsync(page, ButtonOf(page, "Enregistrer", "order"), ("priority", nameof(TaskPriority.Urgent)), ("day", site.House.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var inbox = await visitor.GoAsync("/inbox");

        Assert.Contains("est passé", past.Text(), StringComparison.Ordinal);
        Assert.Equal("2020-02-03", past.One<IHtmlInputElement>("#order-day").Value);
        Assert.Contains("Urgente", inbox.Text(), StringComparison.Ordinal);
        Assert.Contains("À reprendre le", inbox.Text(), StringComparison.Ordinal);
    }

    private static IHtmlButtonElement ButtonOf(Fixtures.Sheet sheet, string text, string? form = null) =>
        sheet.Page.QuerySelectorAll("main button").OfType<IHtmlButtonElement>().Single(b => b.TextContent.Contains(text, StringComparison.Ordinal)
            && (form is null || b.Form!.QuerySelector("input[name=_handler]")?.GetAttribute("value") == form));
}
