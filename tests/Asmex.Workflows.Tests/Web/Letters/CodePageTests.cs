using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Letters;

/// <summary>The pages of the entrance and of letters on paper, by a browser without scripts.</summary>
public sealed class CodePageTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task Codes_cannot_be_tried_for_long()
    {
        using var visitor = house.Visitor();
        var page = await visitor.GoAsync("/code");
        var open = page.One<IHtmlButtonElement>("main form button.main");
        var refused = await visitor.SendAsync(page, open, ("Code", "ABCDE-FGHJK"));
        Assert.Contains("n’ouvre aucune invitation", refused.Text(), StringComparison.Ordinal);
        Assert.Equal("ABCDE-FGHJK", refused.One<IHtmlInputElement>("input[name='Form.Code']").Value);

        var last = refused.Status;
        for (var i = 0; i < 12; i++)
        {
            last = (await visitor.SendAsync(page, open, ("Code", "ABCDE-FGHJM"))).Status;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/code")).Status);
    }

    [Fact]
    public async Task An_officer_notes_an_arrival_and_reads_the_counts()
    {
        Guid round;
        await using (var scope = house.Scope())
        {
            var today = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);
            var held = await scope.Db.Set<InvitationRound>().FirstAsync(r => r.State != RoundState.Cancelled);
            held.ChangeEvent(held.Event with { Date = today, Seats = null }, held.EventChanges);
            await scope.Db.SaveChangesAsync();
            round = held.Id;
        }

        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);
        var page = await visitor.GoAsync($"/rounds/{round}/arrivals");
        Assert.Equal("0", page.Page.QuerySelectorAll(".figures dd")[1].TextContent.Trim());

        var noted = await visitor.SendAsync(page, page.Page.QuerySelectorAll("main form button.main").OfType<IHtmlButtonElement>().First(), ("People", "3"));

        Assert.Equal("1", noted.Page.QuerySelectorAll(".figures dd")[1].TextContent.Trim());
        Assert.Equal("3", noted.Page.QuerySelectorAll(".figures dd")[2].TextContent.Trim());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync($"/rounds/{round}/paper")).Status);
    }
}
