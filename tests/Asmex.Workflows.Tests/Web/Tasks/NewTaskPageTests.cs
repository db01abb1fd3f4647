using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Tasks;

public sealed class NewTaskPageTests
{
    [Fact]
    public async Task A_delegate_asks_a_colleague_changes_the_day_and_withdraws_it()
    {
        await using var site = await Site.OpenAsync();
        var me = await site.AsAsync("delegate");
        var form = await me.GoAsync("/tasks/new");

        var made = await me.SendAsync(form, MainButton(form), ("Title", "Relire le devis"), ("To", site.House.Person("officer").Id.ToString()), ("WorkingDays", "5"), ("Checklist", "Prix\nDélai"));
        var task = await site.House.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.ExecutionId == null));
        var change = await me.GoAsync($"/tasks/{task.Id}/change");
        await me.SendAsync(change, MainButton(change), ("DueOn", $"{task.DueOn.AddDays(7):yyyy-MM-dd}"));
        var again = await me.GoAsync($"/tasks/{task.Id}/change");
        var gone = await me.SendAsync(again, again.One<IHtmlButtonElement>("button.danger"), ("Reason", "Plus utile."));

        Assert.Equal($"/tasks/{task.Id}", made.Address.AbsolutePath);
        Assert.Contains("Demandée par Karim Idrissi", made.Text(), StringComparison.Ordinal);
        Assert.Contains("Relire le devis", (await (await site.AsAsync("officer")).GoAsync("/notifications")).Text(), StringComparison.Ordinal);
        Assert.Equal("/inbox", gone.Address.AbsolutePath);
        var now = await site.House.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.Id == task.Id));
        Assert.Equal((PlanTaskStatus.Cancelled, task.DueOn.AddDays(7)), (now.Status, now.DueOn));
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_typed()
    {
        await using var site = await Site.OpenAsync();
        var me = await site.AsAsync("coordinator");
        var which = await me.GoAsync("/tasks/new");
        var form = await me.GoAsync($"/tasks/new?region={Journey.House.SoussMassa}");

        var again = await me.SendAsync(form, MainButton(form), ("Title", "Relire <b>"), ("To", "delegate"), ("WorkingDays", "5"), ("DueOn", "2027-02-01"));

        Assert.Contains("Pour quelle région ?", which.Text(), StringComparison.Ordinal);
        Assert.Contains("soit un nombre de jours ouvrables, soit une date", again.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Relire <b>", again.One<IHtmlInputElement>("[name='Form.Title']").Value);
        Assert.Equal("delegate", again.One<IHtmlSelectElement>("[name='Form.To']").Value);
    }

    [Fact]
    public async Task An_action_offers_it_to_those_who_may_ask()
    {
        await using var site = await Site.OpenAsync();
        var action = await site.House.ReadAsync(db => db.Set<Asmex.Workflows.Plans.PlanAction>().SingleAsync());
        var (me, officer) = (await site.AsAsync("delegate"), await site.AsAsync("officer"));

        var form = await me.GoAsync((await me.GoAsync($"/actions/{action.Id}")).One<IHtmlAnchorElement>("a[href^='tasks/new']").GetAttribute("href")!.Insert(0, "/"));
        var made = await me.SendAsync(form, MainButton(form), ("Title", "Badges"), ("To", site.House.Person("delegate").Id.ToString()), ("WorkingDays", "2"));

        Assert.Contains("Badges", (await me.GoAsync($"/actions/{action.Id}")).Text(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Empty((await officer.GoAsync($"/actions/{action.Id}")).Page.QuerySelectorAll("a[href^='tasks/new']"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GoAsync("/tasks/new")).Status);
    }

    private static IHtmlButtonElement MainButton(Sheet sheet) => sheet.One<IHtmlButtonElement>("main button.main");
}
