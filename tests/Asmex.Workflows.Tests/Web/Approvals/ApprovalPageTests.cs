using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Approvals;

public sealed class ApprovalPageTests
{
    [Fact]
    public async Task A_manager_sees_what_the_money_leaves_and_approves_the_sum()
    {
        await using var site = await RequestedAsync(148_000m);
        var treasurer = await site.AsAsync("treasurer");
        var list = await treasurer.GoAsync("/approvals");
        var page = await treasurer.GoAsync("/" + list.One<IHtmlAnchorElement>("table a").GetAttribute("href"));

        var decided = await treasurer.SendAsync(page, page.Button("Approve"));

        Assert.Equal("Approuver 148 000 MAD", Plain(page.Button("Approve").TextContent));
        Assert.Contains("900 000 MAD puis 752 000 MAD", Plain(page.Text()), StringComparison.Ordinal);
        Assert.Contains("Leila Fassi a approuvé", decided.Text(), StringComparison.Ordinal);
        Assert.Contains("Vous avez déjà décidé sur cette demande", decided.Text(), StringComparison.Ordinal);
        Assert.Contains("Aucune décision à prendre", (await treasurer.GoAsync("/approvals")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_smaller_sum_is_read_as_people_write_it()
    {
        await using var site = await RequestedAsync(148_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var treasurer = await site.AsAsync("treasurer");
        var page = await treasurer.GoAsync($"/approvals/{request.Id}");

        // The Enter key presses the first button.
        var entered = await treasurer.SendAsync(page, page.One<IHtmlButtonElement>("form.decision button"), ("amount", "120 000"));
        Assert.Contains("Vous avez saisi 120 000", Plain(entered.One<IHtmlElement>("[role=alert]").TextContent), StringComparison.Ordinal);
        Assert.Equal("120 000", entered.One<IHtmlInputElement>("#amount").Value);

        var wrong = await treasurer.SendAsync(page, page.Button("Less"), ("amount", "149 000"), ("reason.Less", "Trop cher."));
        var less = await treasurer.SendAsync(wrong, wrong.Button("Less"), ("amount", "120.000,00 DH"));

        Assert.Contains("au plus", wrong.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("149 000", wrong.One<IHtmlInputElement>("#amount").Value);
        Assert.Equal("Trop cher.", wrong.One<IHtmlTextAreaElement>("#reason-Less").Value);
        Assert.Contains("Accordé : 120 000 MAD", Plain(less.Text()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusing_and_sending_back_ask_for_a_reason()
    {
        await using var site = await RequestedAsync(148_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var treasurer = await site.AsAsync("treasurer");
        var page = await treasurer.GoAsync($"/approvals/{request.Id}");

        var without = await treasurer.SendAsync(page, page.Button("Reject"));
        var back = await treasurer.SendAsync(without, without.Button("SendBack"), ("reason.SendBack", "Joindre un devis."));

        Assert.Contains("Dites pourquoi", without.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Joindre un devis.", back.Text(), StringComparison.Ordinal);
        var direction = await site.AsAsync("direction");
        var task = await site.House.TaskAsync("reservation-request");
        var again = await direction.GoAsync($"/tasks/{task.Id}");
        Assert.Contains("Remarques de Leila Fassi", again.Text(), StringComparison.Ordinal);
        Assert.Contains("quotation.pdf", again.Text(), StringComparison.Ordinal);
        Assert.Equal(900_000m, await site.House.ReadAsync(db => db.Set<Envelope>().Where(e => e.ActionId != null).Select(e => e.Left).SingleAsync()));
    }

    [Fact]
    public async Task A_second_round_shows_what_changed()
    {
        await using var site = await RequestedAsync(148_000m);
        await site.House.DecideAsync("reservation-budget", "treasurer", Verdict.SendBack, "Trop cher.");
        await site.House.DoAsync("reservation-request", "direction", ("amount", 136_000m), ("supplier", "Paris Expo"));
        var request = await site.House.RequestAsync("reservation-budget");

        var page = await (await site.AsAsync("treasurer")).GoAsync($"/approvals/{request.Id}");

        Assert.Contains("montant : 12 000 MAD de moins", Plain(page.Text()), StringComparison.Ordinal);
        Assert.Contains("« Fournisseur ou bénéficiaire » a changé", Plain(page.Text()), StringComparison.Ordinal);
        Assert.Contains("Trop cher.", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_decision_is_refused_and_shows_the_change()
    {
        await using var site = await RequestedAsync(600_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var board = await site.AsAsync("board-1");
        var page = await board.GoAsync($"/approvals/{request.Id}");
        await site.House.DecideAsync("reservation-budget", "board-2", Verdict.Approve, granted: 550_000m);

        var stale = await board.SendAsync(page, page.Button("Approve"));

        Assert.Contains("a changé depuis que vous l'avez ouverte", stale.Text(), StringComparison.Ordinal);
        Assert.Contains("Rachid Senhaji a approuvé", stale.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Approuver 550 000 MAD", Plain(stale.Button("Approve").TextContent));
        Assert.True((await site.House.RequestAsync("reservation-budget")).IsPending);

        await site.House.DecideAsync("reservation-budget", "board-3", Verdict.Reject, "Hors budget.");
        var late = await board.SendAsync(stale, stale.Button("Approve"));
        Assert.Contains("a déjà été décidée par Amina Chraibi", late.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_asked_meanwhile_is_shown_before_the_decision_and_an_escalation_too()
    {
        await using var site = await RequestedAsync(600_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var board = await site.AsAsync("board-1");
        var page = await board.GoAsync($"/approvals/{request.Id}");
        await site.House.RunAsync<AskQuestion>(ask => ask.RunAsync(request.Id, "Quel devis ?", site.House.As("board-2"), default));

        var stale = await board.SendAsync(page, page.Button("Reject"), ("reason.Reject", "Trop cher."));
        var said = stale.One<IHtmlElement>("[role=alert]").TextContent;
        var decided = await board.SendAsync(stale, stale.Button("Reject"));

        Assert.Contains("Questions posées : 1", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Rachid Senhaji a approuvé", said, StringComparison.Ordinal);
        Assert.Equal("Trop cher.", stale.One<IHtmlTextAreaElement>("#reason-Reject").Value);
        Assert.Contains("Trop cher.", decided.Text(), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Rejected, await site.House.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == request.Id).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task What_the_page_showed_is_kept_with_the_decision_and_cannot_be_made_up()
    {
        await using var site = await RequestedAsync(15_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var envelope = request.EnvelopeId!.Value;
        var coordinator = await site.AsAsync("coordinator");
        var page = await coordinator.GoAsync($"/approvals/{request.Id}");
        await site.House.RunAsync<AllotFunds>(allot => allot.RunAsync(envelope, 50_000, "Rallonge", site.House.As("treasurer"), default));

        page.One<IHtmlInputElement>("form.decision input[name=seen]").Value += "A";
        var forged = await coordinator.SendAsync(page, page.Button("Approve"));
        page = await coordinator.GoAsync($"/approvals/{request.Id}");
        await site.House.RunAsync<AllotFunds>(allot => allot.RunAsync(envelope, 7_000, "Encore", site.House.As("treasurer"), default));
        await coordinator.SendAsync(page, page.Button("Approve"));

        Assert.Equal(HttpStatusCode.NotFound, forged.Status);
        var seen = Sight.Read((await site.House.ReadAsync(db => db.Set<Decision>().SingleAsync(d => d.ApprovalId == request.Id))).Seen!);
        Assert.Equal((0, 15_000m, 935_000m, 15_000m), (seen.Version, seen.Amount, seen.Left, seen.Reserved));
    }

    [Fact]
    public async Task What_was_typed_is_shown_when_somebody_else_was_quicker()
    {
        await using var site = await RequestedAsync(600_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var board = await site.AsAsync("board-1");
        var page = await board.GoAsync($"/approvals/{request.Id}");
        await site.House.DecideAsync("reservation-budget", "board-3", Verdict.Reject, "Hors budget.");

        var late = await board.SendAsync(page, page.Button("SendBack"), ("reason.SendBack", "Joindre un second devis."));
        var asked = await board.SendAsync(page, page.Page.QuerySelector("#question")!.Closest("form")!.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Last(), ("question", "Quel devis ?"));

        Assert.Contains("Joindre un second devis.", late.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Quel devis ?", asked.Page.QuerySelectorAll("[role=alert]").Select(a => a.TextContent).Single(t => t.Length > 0), StringComparison.Ordinal);
        Assert.Contains("a déjà été décidée par Amina Chraibi", asked.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_level_granted_less_is_what_the_next_one_sees_leave_the_envelope()
    {
        await using var site = await RequestedAsync(600_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        await site.House.DecideAsync("reservation-budget", "board-2", Verdict.Approve, granted: 550_000m);

        var page = await (await site.AsAsync("board-1")).GoAsync($"/approvals/{request.Id}");

        Assert.Equal(["900 000 MAD", "350 000 MAD"], page.Page.QuerySelectorAll(".left-after bdi").Select(e => Plain(e.TextContent.Trim())));
    }

    [Fact]
    public async Task Nobody_decides_on_the_own_request_and_another_region_sees_none()
    {
        await using var site = await RequestedAsync(148_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var board = await site.AsAsync("treasurer");
        var form = await board.GoAsync($"/approvals/{request.Id}");

        var own = await (await site.AsAsync("direction")).GoAsync($"/approvals/{request.Id}");
        var stranger = await (await site.AsAsync("stranger")).GoAsync($"/approvals/{request.Id}");
        var delegated = await (await site.AsAsync("delegate")).GoAsync($"/approvals/{request.Id}");

        Assert.Contains("C'est votre propre demande", own.Text(), StringComparison.Ordinal);
        Assert.Empty(own.Page.QuerySelectorAll("form.decision"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Empty(delegated.Page.QuerySelectorAll("form.decision"));
        Assert.NotEmpty(form.Page.QuerySelectorAll("form.decision"));
        Assert.Equal(0, (await site.House.RequestAsync("reservation-budget")).Version);
    }

    private static async Task<Site> RequestedAsync(decimal amount)
    {
        var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", amount));
        return site;
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
