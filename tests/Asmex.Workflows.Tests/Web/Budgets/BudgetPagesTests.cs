using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Budgets;

public sealed class BudgetPagesTests
{
    [Fact]
    public async Task The_treasurer_moves_money_on_the_pages_of_an_envelope()
    {
        await using var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", 15_000m));
        await site.House.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);
        var (envelope, undivided) = await EnvelopesAsync(site);
        var commitment = await site.House.ReadAsync(db => db.Set<Commitment>().SingleAsync());
        var treasurer = await site.AsAsync("treasurer");

        await SendAsync($"/budgets/{undivided}/transfers/new", ("To", envelope.ToString()), ("Amount", "40 000"), ("Reason", "Stand plus grand"));
        await SendAsync($"/budgets/{envelope}/contributions/new", ("Partner", "AMDIE"), ("Amount", "100 000 DH"));
        await SendAsync($"/budgets/{envelope}/receipts/new", ("Partner", "AMDIE"), ("Amount", "60.000,00"));
        await SendAsync($"/commitments/{commitment.Id}/expenses/new", ("Amount", "9 000"), ("Supplier", "Stands & Co"));
        var spent = await site.House.ReadAsync(db => db.Set<Movement>().SingleAsync(m => m.Kind == MovementKind.Spend));
        await SendAsync($"/movements/{spent.Id}/corrections/new", ("Amount", "8 500,50"), ("Reason", "Remise oubliée"));
        await SendAsync($"/commitments/{commitment.Id}/releases/new", ("Amount", "1 000"), ("Reason", "Moins cher"));
        var wrong = await SendAsync($"/budgets/{envelope}/allotments/new", ("Lower", "true"), ("Amount", "999 999"), ("Reason", "Coupe"));
        var page = await treasurer.GoAsync($"/budgets/{envelope}");

        Assert.Contains("n'a plus que", wrong.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("999 999", wrong.One<IHtmlInputElement>("[name$=Amount]").Value);
        foreach (var said in new[] { "Virement", "AMDIE", "60 000,00 MAD", "Correction de facture", "-499,50 MAD", "Reliquat libéré" })
        {
            Assert.Contains(said, Plain(page.Text()), StringComparison.Ordinal);
        }

        var state = await site.House.ReadAsync(db => db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == envelope));
        Assert.Equal((8_500.50m, 5_499.50m, 926_000m), (state.Spent, state.Committed, state.Left));

        async Task<Fixtures.Sheet> SendAsync(string path, params (string, string)[] values)
        {
            var form = await treasurer.GoAsync(path);
            return await treasurer.SendAsync(form, form.One<IHtmlButtonElement>("main form button.main"), values);
        }
    }

    [Fact]
    public async Task A_document_that_is_refused_keeps_the_rest_and_one_that_is_taken_is_found_on_the_budget_page()
    {
        await using var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", 15_000m));
        await site.House.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);
        var (envelope, _) = await EnvelopesAsync(site);
        var commitment = await site.House.ReadAsync(db => db.Set<Commitment>().SingleAsync());
        var owner = await site.AsAsync("delegate");
        var form = await owner.GoAsync($"/commitments/{commitment.Id}/expenses/new");

        using var refused = await PostAsync("GIF89a");
        var again = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync());
        using var taken = await PostAsync("%PDF-1.7 facture");
        var page = await owner.GoAsync($"/budgets/{envelope}");
        var link = page.Page.QuerySelectorAll("a").Single(a => a.TextContent == "Pièce justificative").GetAttribute("href")!;

        Assert.Contains("facture.pdf", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("4 000", "Stands & Co"), (Typed("Amount"), Typed("Supplier")));
        Assert.Equal("%PDF-1.7 facture", await owner.Http.GetStringAsync(new Uri("/" + link, UriKind.Relative)));
        using var foreign = await (await site.AsAsync("stranger")).Http.GetAsync(new Uri("/" + link, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        string? Typed(string field) => again.QuerySelector($"[name$=\".{field}\"]")!.GetAttribute("value");

        async Task<HttpResponseMessage> PostAsync(string content)
        {
            using var body = new MultipartFormDataContent();
            foreach (var hidden in form.Page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>())
            {
                body.Add(new StringContent(hidden.Value), $"\"{hidden.Name}\"");
            }

            body.Add(new StringContent("4 000"), "\"Form.Amount\"");
            body.Add(new StringContent("Stands & Co"), "\"Form.Supplier\"");
            body.Add(new StringContent(form.One<IHtmlInputElement>("[name='Form.On']").Value), "\"Form.On\"");
            body.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)), "\"Form.Document\"", "\"facture.pdf\"");
            return await owner.Http.PostAsync(form.Address, body);
        }
    }

    [Fact]
    public async Task A_delegate_asks_for_a_supplement_and_finds_no_door_to_the_envelopes()
    {
        await using var site = await Site.OpenAsync();
        await site.House.DoAsync("reservation-request", "direction", ("amount", 15_000m));
        await site.House.DecideAsync("reservation-budget", "coordinator", Verdict.Approve);
        var (envelope, _) = await EnvelopesAsync(site);
        var commitment = await site.House.ReadAsync(db => db.Set<Commitment>().SingleAsync());
        var (owner, stranger) = (await site.AsAsync("delegate"), await site.AsAsync("stranger"));

        var form = await owner.GoAsync($"/commitments/{commitment.Id}/supplements/new");
        var request = await owner.SendAsync(form, form.One<IHtmlButtonElement>("main form button.main"), ("Amount", "6 000"), ("Reason", "Électricité en sus"));

        Assert.Contains("Complément", request.Text(), StringComparison.Ordinal);
        Assert.Contains("Direction", request.Text(), StringComparison.Ordinal);
        foreach (var path in new[] { $"/budgets/{envelope}/allotments/new", $"/budgets/{envelope}/transfers/new", $"/budgets/{envelope}/receipts/new", $"/commitments/{commitment.Id}/releases/new", "/year-ends", "/year-ends/new" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await owner.GoAsync(path)).Status);
        }

        foreach (var path in new[] { $"/budgets/{envelope}", $"/budgets/{envelope}/contributions/new", $"/commitments/{commitment.Id}/supplements/new", $"/commitments/{commitment.Id}/expenses/new" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GoAsync(path)).Status);
        }
    }

    [Fact]
    public async Task A_year_end_goes_from_one_desk_to_another()
    {
        await using var site = await Site.OpenAsync();
        site.House.Database.Clock.SetUtcNow(new DateTimeOffset(2028, 1, 10, 10, 0, 0, TimeSpan.Zero));
        var (treasurer, direction) = (await site.AsAsync("treasurer"), await site.AsAsync("direction"));
        var form = await treasurer.GoAsync("/year-ends/new?year=2027&region=MA-09");

        var prepared = await treasurer.SendAsync(form, form.Page.QuerySelectorAll("form button.main").OfType<IHtmlButtonElement>().Last());
        form.Page.QuerySelectorAll("input[name=released]").OfType<IHtmlInputElement>().First().IsChecked = true;
        var twice = await treasurer.SendAsync(form, form.Page.QuerySelectorAll("form button.main").OfType<IHtmlButtonElement>().Last());
        Assert.Contains("déjà en cours de revue", twice.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(twice.Page.QuerySelectorAll("input[name=released]").OfType<IHtmlInputElement>().First().IsChecked);
        var page = await direction.GoAsync(prepared.Address.AbsolutePath);
        var refused = await direction.SendAsync(page, page.One<IHtmlButtonElement>("button[value=apply]"));
        var discarded = await direction.SendAsync(refused, refused.One<IHtmlButtonElement>("button[value=discard]"), ("remarks", "Le plan 2028 n'est pas prêt."));

        Assert.Contains("une autre personne doit la revoir", prepared.Text(), StringComparison.Ordinal);
        Assert.Contains("Le plan 2028 de la région n'a pas encore d'enveloppe", Plain(refused.One<IHtmlElement>("[role=alert]").TextContent).Replace(" 2 028", " 2028"), StringComparison.Ordinal);
        Assert.Contains("Revue par Hicham Tazi", discarded.Text(), StringComparison.Ordinal);
        Assert.Contains("Écartée", (await treasurer.GoAsync("/year-ends")).Text(), StringComparison.Ordinal);
    }

    private static async Task<(Guid OfAction, Guid Undivided)> EnvelopesAsync(Site site)
    {
        var envelopes = await site.House.ReadAsync(db => db.Set<Envelope>().AsNoTracking().ToListAsync());
        return (envelopes.Single(e => e.ActionId is not null).Id, envelopes.Single(e => e.ActionId is null).Id);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
