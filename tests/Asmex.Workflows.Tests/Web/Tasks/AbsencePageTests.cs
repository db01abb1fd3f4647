using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Tasks;

public sealed class AbsencePageTests
{
    [Fact]
    public async Task A_delegate_names_a_deputy_who_then_acts_for_them()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var (absent, deputy) = (await site.AsAsync("direction"), await site.AsAsync("treasurer"));
        var page = await absent.GoAsync("/absences");

        var warned = await absent.SendAsync(page, ButtonOf(page), ("from", Day(site, 0)), ("until", Day(site, 4)));
        var kept = await absent.SendAsync(warned, ButtonOf(warned), ("from", Day(site, 0)), ("until", Day(site, 4)), ("deputy", site.House.Person("treasurer").Id.ToString()));
        var inbox = await deputy.GoAsync("/inbox");
        var form = await deputy.GoAsync($"/tasks/{task.Id}");
        await deputy.SendAsync(form, form.Button("draft"), ("supplier", "Comexposium"));

        Assert.Contains(task.Title.Fr, warned.Text(), StringComparison.Ordinal);
        Assert.Contains("personne ne les suivra", warned.Text(), StringComparison.Ordinal);
        Assert.Contains("Remplacée par Leila Fassi", kept.Text(), StringComparison.Ordinal);
        Assert.Contains("Pour Hicham Tazi, en son absence", inbox.Text(), StringComparison.Ordinal);
        Assert.Contains("Vous agissez pour Hicham Tazi", form.Text(), StringComparison.Ordinal);
        Assert.Equal("Leila Fassi", (await site.House.TaskAsync("reservation-request")).DraftSavedBy);

        var back = await absent.SendAsync(kept, kept.One<IHtmlButtonElement>("button[name=absence]"));
        Assert.Equal(0, await site.House.ReadAsync(db => db.Set<Absence>().CountAsync()));
        Assert.DoesNotContain("Remplacée par Leila Fassi", back.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Pour Hicham Tazi", (await deputy.GoAsync("/inbox")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_only_decisions_to_take_is_warned_with_them_too()
    {
        await using var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", 148_000m));
        var request = await site.House.RequestAsync("reservation-budget");
        var treasurer = await site.AsAsync("treasurer");
        var page = await treasurer.GoAsync("/absences");

        var warned = await treasurer.SendAsync(page, ButtonOf(page), ("from", Day(site, 0)), ("until", Day(site, 4)));
        Assert.Contains("Des décisions attendent Leila Fassi", warned.Text(), StringComparison.Ordinal);
        Assert.NotNull(warned.Page.QuerySelector($"main a[href='approvals/{request.Id}']"));
        Assert.Equal(0, await site.House.ReadAsync(db => db.Set<Absence>().CountAsync()));
        await treasurer.SendAsync(warned, ButtonOf(warned), ("from", Day(site, 0)), ("until", Day(site, 4)), ("alone", "1"));

        Assert.Equal(1, await site.House.ReadAsync(db => db.Set<Absence>().CountAsync()));
    }

    [Fact]
    public async Task Someone_else_is_sent_away_only_by_the_coordination()
    {
        await using var site = await Site.OpenAsync();
        var (visitor, coordinator) = (await site.AsAsync("delegate"), await site.AsAsync("coordinator"));
        var (own, all) = (await visitor.GoAsync("/absences"), await coordinator.GoAsync("/absences"));

        Assert.Empty(own.Page.QuerySelectorAll("[name=person]"));
        var kept = await coordinator.SendAsync(all, ButtonOf(all), ("person", site.House.Person("commission").Id.ToString()), ("from", Day(site, 1)), ("until", Day(site, 2)));
        Assert.Contains("Omar Alaoui", kept.One<IHtmlElement>("ul.items").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Empty((await visitor.GoAsync("/absences")).Page.QuerySelectorAll("ul.items li"));
    }

    private static IHtmlButtonElement ButtonOf(Fixtures.Sheet sheet) => sheet.One<IHtmlButtonElement>("main form button.main");

    private static string Day(Site site, int days) => site.House.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
