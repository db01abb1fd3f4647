using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Meetings;

public sealed class MeetingPageTests
{
    [Fact]
    public async Task A_council_is_convened_held_and_its_decision_becomes_a_task()
    {
        await using var site = await Site.OpenAsync();
        var centre = await site.AsAsync("coordinator");
        var form = await centre.GoAsync("/meetings/series/new");

        var page = await centre.SendAsync(form, MainButton(form), ("Title", "Conseil des Régions"), ("Number", "2"), ("Points", "Avancement\nDivers"));
        var meeting = await site.House.ReadAsync(db => db.Set<Meeting>().SingleAsync());
        var me = await site.AsAsync("delegate");
        var mine = await me.GoAsync($"/meetings/{meeting.Id}");
        var added = await me.SendAsync(mine, mine.One<IHtmlButtonElement>("form.adder button"), ("Text", "Transport <b>"));
        var calendar = await me.Http.GetAsync(new Uri($"/meetings/{meeting.Id}/event.ics", UriKind.Relative));
        site.House.Database.Clock.SetUtcNow(Zone.At(meeting.On, new TimeOnly(15, 0)));
        centre = await site.AsAsync("coordinator");
        var held = await centre.GoAsync($"/meetings/{meeting.Id}");
        var kept = await centre.SendAsync(held, held.One<IHtmlButtonElement>("#minutes ~ details button.main"), ("Minutes", "Tout a été dit."));
        var decision = await centre.GoAsync($"/meetings/{meeting.Id}/decisions/new");
        var refused = await centre.SendAsync(decision, MainButton(decision), ("Text", "Relancer."), ("Title", "Relancer"), ("To", site.House.Person("delegate").Id.ToString()), ("WorkingDays", "5"));
        var decided = await centre.SendAsync(refused, MainButton(refused), ("Region", Journey.House.SoussMassa));

        Assert.Contains("Avancement", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Transport <b>", added.Text(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (calendar.StatusCode, calendar.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Tout a été dit.", kept.Text(), StringComparison.Ordinal);
        Assert.Contains("région concernée", refused.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Relancer.", refused.One<IHtmlTextAreaElement>("[name='Form.Text']").Value);
        Assert.Contains("Relancer.", decided.Text(), StringComparison.Ordinal);
        Assert.Equal(site.House.Person("delegate").Id, (await site.House.ReadAsync(db => db.Set<PlanTask>().SingleAsync(t => t.ExecutionId == null))).AssigneeId);
        Assert.Contains("Conseil des Régions", (await (await site.AsAsync("delegate")).GoAsync("/meetings")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_moved_and_cancelled_by_who_convenes_it_only()
    {
        await using var site = await Site.OpenAsync();
        var centre = await site.AsAsync("coordinator");
        var form = await centre.GoAsync("/meetings/series/new");
        await centre.SendAsync(form, MainButton(form), ("Title", "Conseil des Régions"), ("Number", "5"));
        var meeting = await site.House.ReadAsync(db => db.Set<Meeting>().SingleAsync());

        var change = await centre.GoAsync($"/meetings/{meeting.Id}/change");
        var moved = await centre.SendAsync(change, MainButton(change), ("On", $"{meeting.On.AddDays(7):yyyy-MM-dd}"), ("Place", "Rabat"), ("Reason", "Salle prise."));
        var again = await centre.GoAsync($"/meetings/{meeting.Id}/change");
        var cancelled = await centre.SendAsync(again, again.One<IHtmlButtonElement>("button.danger"), ("Why", "Grève."));
        var me = await site.AsAsync("delegate");

        Assert.Contains("Rabat", moved.Text(), StringComparison.Ordinal);
        Assert.Contains("Annulée", cancelled.Text(), StringComparison.Ordinal);
        Assert.Contains("Grève.", cancelled.Text(), StringComparison.Ordinal);
        Assert.Contains("convoquée par d'autres", (await me.GoAsync($"/meetings/{meeting.Id}/change")).One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await me.GoAsync($"/meetings/series/{meeting.SeriesId}")).Status);
    }

    [Fact]
    public async Task Minutes_that_are_refused_keep_who_came_and_are_shown_again_when_the_meeting_was_cancelled()
    {
        await using var site = await Site.OpenAsync();
        var meeting = await OnItsDayAsync(site);
        var centre = await site.AsAsync("coordinator");
        var page = await centre.GoAsync($"/meetings/{meeting.Id}");
        var came = site.House.Person("delegate").Id.ToString();

        var refused = await centre.SendAsync(page, page.ButtonOf("minutes"), ("Minutes", " "), ("Came", came));
        await CancelAsync(site, meeting);
        var late = await centre.SendAsync(page, page.ButtonOf("minutes"), ("Minutes", "Tout a été dit."));

        Assert.Contains("Écrivez le compte rendu", refused.Text(), StringComparison.Ordinal);
        Assert.Equal([came], refused.Page.QuerySelectorAll("input[name=Came]").OfType<IHtmlInputElement>().Where(i => i.IsChecked).Select(i => i.Value));
        Assert.Contains("est annulée", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Tout a été dit.", late.Typed());
    }

    [Fact]
    public async Task What_was_typed_about_a_meeting_that_a_colleague_cancelled_is_shown_again()
    {
        await using var site = await Site.OpenAsync();
        var meeting = await OnItsDayAsync(site);
        var centre = await site.AsAsync("coordinator");
        var (page, change, decision) = (await centre.GoAsync($"/meetings/{meeting.Id}"), await centre.GoAsync($"/meetings/{meeting.Id}/change"), await centre.GoAsync($"/meetings/{meeting.Id}/decisions/new"));
        await CancelAsync(site, meeting);

        var added = await centre.SendAsync(page, page.ButtonOf("add-point"), ("Text", "Transport"));
        var moved = await centre.SendAsync(change, MainButton(change), ("On", ""), ("Reason", "Salle prise."));
        var again = await centre.SendAsync(change, change.One<IHtmlButtonElement>("button.danger"), ("Why", "Train en retard."));
        var decided = await centre.SendAsync(decision, MainButton(decision), ("Text", "Relancer."));

        foreach (var (late, typed) in new[] { (added, "Transport"), (moved, "Salle prise."), (again, "Train en retard."), (decided, "Relancer.") })
        {
            Assert.Contains("est annulée", late.Text(), StringComparison.Ordinal);
            Assert.Equal(typed, late.Typed());
        }
    }

    private static async Task<Meeting> OnItsDayAsync(Site site)
    {
        var draft = new MeetingSeriesDraft("Conseil des Régions", null, new MeetingRule(3, 2), site.House.Today, new TimeOnly(10, 0), new TimeOnly(12, 0), "Rabat", [Roles.Delegate, Roles.Coordinator]);
        var id = await site.House.RunAsync<StartSeries, Guid>(verb => verb.RunAsync(draft, site.House.As("coordinator"), default));
        var meeting = await site.House.ReadAsync(db => db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == id));
        site.House.Database.Clock.SetUtcNow(Zone.At(meeting.On, new TimeOnly(15, 0)));
        return meeting;
    }

    private static Task CancelAsync(Site site, Meeting meeting) =>
        site.House.RunAsync<CancelMeeting>(verb => verb.RunAsync(meeting.Id, "Grève.", null, site.House.As("coordinator"), default));

    private static IHtmlButtonElement MainButton(Sheet sheet) => sheet.One<IHtmlButtonElement>("main button.main");
}
