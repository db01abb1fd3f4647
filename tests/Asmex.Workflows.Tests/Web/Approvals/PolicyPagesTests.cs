using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Approvals;

public sealed class PolicyPagesTests
{
    [Fact]
    public async Task A_coordinator_changes_the_policy_and_sees_the_difference_before()
    {
        await using var site = await Site.OpenAsync();
        var coordinator = await site.AsAsync("coordinator");
        var form = await coordinator.GoAsync("/policies/new");

        var preview = await coordinator.SendAsync(form, form.One<IHtmlButtonElement>("button[value=preview]"), ("workingDays", "12"));
        var published = await coordinator.SendAsync(preview, preview.One<IHtmlButtonElement>("button[value=publish]"), ("reason", "Plus de temps"));

        Assert.Equal("", preview.Page.QuerySelector("[role=alert]")?.TextContent ?? "");
        Assert.Contains("- \"workingDays\": 10", Spaced(preview.One<IHtmlElement>("pre").TextContent), StringComparison.Ordinal);
        Assert.Contains("+ \"workingDays\": 12", Spaced(preview.One<IHtmlElement>("pre").TextContent), StringComparison.Ordinal);
        Assert.Equal("12", preview.One<IHtmlInputElement>("#days").Value);
        Assert.Equal("/policies/4", published.Address.AbsolutePath);
        Assert.Contains("Nadia Bennis : Plus de temps", published.Text(), StringComparison.Ordinal);
        Assert.Contains("version 4", (await coordinator.GoAsync("/policies")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hole_is_shown_and_needs_a_word_before_it_is_published()
    {
        await using var site = await Site.OpenAsync();
        var coordinator = await site.AsAsync("coordinator");
        var form = await coordinator.GoAsync("/policies/new");

        // The last rule of money is for the board: three people of the fair's region; now five are wanted.
        form.Page.QuerySelectorAll("input[name=levels]").OfType<IHtmlInputElement>().Single(i => i.Value == "board/treasurer×2").Value = "board/treasurer×5";
        var refused = await coordinator.SendAsync(form, form.One<IHtmlButtonElement>("button[value=publish]"), ("reason", "Prudence"));
        var published = await coordinator.SendAsync(refused, refused.One<IHtmlButtonElement>("button[value=publish]"), ("despite", "Deux membres arrivent en mars."));

        Assert.Contains("laisse des trous", refused.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Deux membres arrivent en mars.", published.Text(), StringComparison.Ordinal);
        Assert.Contains("Publiée malgré des trous", published.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checker_says_who_can_approve_what_where_and_when()
    {
        await using var site = await Site.OpenAsync();
        var treasurer = await site.AsAsync("treasurer");

        var sum = await treasurer.GoAsync("/policies?amount=148%20000&region=MA-09&on=2027-03-01");
        var past = await treasurer.GoAsync("/policies?amount=148%20000&region=MA-09&on=2020-03-01");

        var own = await treasurer.GoAsync($"/policies?amount=60%20000&region=MA-09&on=2027-03-01&asker={site.House.Person("direction").Id}");
        var level = own.Page.QuerySelector("main ol li")!.TextContent;
        Assert.Contains("Driss Kabbaj", level, StringComparison.Ordinal);
        Assert.DoesNotContain("Hicham Tazi", level, StringComparison.Ordinal);
        Assert.Contains("Peut être approuvée", own.Text(), StringComparison.Ordinal);
        Assert.Contains("Après 5 jours ouvrables aussi : Amina Chraibi", Plain((await treasurer.GoAsync("/policies?amount=60%20000&region=MA-09&on=2027-03-01")).Text()), StringComparison.Ordinal);
        Assert.Contains("Leila Fassi", sum.Text(), StringComparison.Ordinal);
        Assert.Contains("Peut être approuvée", sum.Text(), StringComparison.Ordinal);
        Assert.Contains("Personne ne peut l'approuver en entier", past.Text(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await treasurer.GoAsync("/policies/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.AsAsync("delegate")).GoAsync("/policies")).Status);
    }

    [Fact]
    public async Task A_deputy_sees_for_whom_is_decided_and_decides()
    {
        await using var site = await RequestedAsync(15_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        await AwayAsync(site, "coordinator", "officer");
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/approvals/{request.Id}");

        var decided = await officer.SendAsync(page, page.Button("Approve"));

        Assert.Contains("Vous décidez en remplacement de Nadia Bennis", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Youssef Amrani a approuvé", decided.Text(), StringComparison.Ordinal);
        Assert.Contains("en remplacement de Nadia Bennis", decided.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deputy_of_the_requester_finds_no_form_and_is_told_why()
    {
        await using var site = await RequestedAsync(50_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        await AwayAsync(site, "direction", "officer");

        var page = await (await site.AsAsync("officer")).GoAsync($"/approvals/{request.Id}");

        Assert.Empty(page.Page.QuerySelectorAll("form.decision"));
        Assert.Contains("Cette demande est celle de Hicham Tazi, que vous remplacez", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_asked_and_answered_on_the_page_of_the_request()
    {
        await using var site = await RequestedAsync(15_000m);
        var request = await site.House.RequestAsync("reservation-budget");
        var (coordinator, direction) = (await site.AsAsync("coordinator"), await site.AsAsync("direction"));
        var page = await coordinator.GoAsync($"/approvals/{request.Id}");

        var asked = await coordinator.SendAsync(page, page.Page.QuerySelector("#question")!.Closest("form")!.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Last(), ("question", "Un second devis ?"));
        var seen = await direction.GoAsync($"/approvals/{request.Id}");
        var answered = await direction.SendAsync(seen, seen.Page.QuerySelector("textarea[name=answer]")!.Closest("form")!.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Last(), ("answer", "Joint au dossier."));

        Assert.Contains("Pas encore de réponse", asked.Text(), StringComparison.Ordinal);
        Assert.Contains("Joint au dossier.", answered.Text(), StringComparison.Ordinal);
        Assert.True((await site.House.RequestAsync("reservation-budget")).IsPending);
    }

    [Fact]
    public async Task Several_are_approved_at_once_with_a_summary_and_one_that_changed_is_not()
    {
        await using var site = await RequestedAsync(15_000m);
        var first = await site.House.RequestAsync("reservation-budget");
        await site.House.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);
        var commitment = await site.House.ReadAsync(db => db.Set<Commitment>().SingleAsync());
        var more = await site.House.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(commitment.Id, 1_000, "Devis", site.House.As("delegate"), default));
        var second = await SecondAsync(site);
        var other = await site.House.RunAsync<RequestSupplement, Guid>(r => r.RunAsync(second, 2_000, "Devis", site.House.As("delegate"), default));
        var coordinator = await site.AsAsync("coordinator");
        Assert.Contains("Motif Devis", (await coordinator.GoAsync($"/approvals/{other}")).Text(), StringComparison.Ordinal);
        var page = await coordinator.GoAsync($"/approvals/several?id={more}&id={other}&id={first.Id}");
        await site.House.RunAsync<DecideApproval>(d => d.RunAsync(new DecideRequest(other, Verdict.SendBack, "Trop."), site.House.As("coordinator"), default));

        var done = await coordinator.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"));

        Assert.Contains("Approuver (2) : 3 000 MAD", Plain(page.Text()), StringComparison.Ordinal);
        Assert.Contains("Approuvées : 1 sur 2", done.Text(), StringComparison.Ordinal);
        Assert.Contains("a déjà été décidée", done.Text(), StringComparison.Ordinal);
        var again = await coordinator.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"));
        Assert.Contains("Approuvées : 0 sur 2", again.Text(), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Approved, await site.House.ReadAsync(db => db.Set<Approval>().Where(a => a.Id == more).Select(a => a.Status).SingleAsync()));
    }

    private static async Task AwayAsync(Site site, string who, string deputy)
    {
        await using var scope = site.House.Database.Scope();
        scope.Db.Add(new Absence(site.House.Person(who).Id, site.House.Person(deputy).Id, site.House.Today, site.House.Today, site.House.Today));
        await scope.Db.SaveChangesAsync();
    }

    private static async Task<Guid> SecondAsync(Site site)
    {
        var envelope = await site.House.ReadAsync(db => db.Set<Envelope>().SingleAsync(e => e.ActionId != null));
        await using var scope = site.House.Database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        var draw = new Draw(Guid.CreateVersion7(), "stand", 1_000);
        await scope.Get<Ledger>().ReserveAsync(envelope.Id, draw, Actor.House, default);
        await scope.Get<Ledger>().CommitAsync(envelope.Id, draw, "Fret", Actor.House, default);
        await scope.Db.SaveChangesAsync();
        await transaction.CommitAsync(default);
        return draw.ApprovalId;
    }

    private static async Task<Site> RequestedAsync(decimal amount)
    {
        var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", amount));
        return site;
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');

    private static string Spaced(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
}
