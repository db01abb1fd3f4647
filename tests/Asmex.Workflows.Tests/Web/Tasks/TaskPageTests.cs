using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Files;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Tasks;

public sealed class TaskPageTests
{
    [Fact]
    public async Task A_form_is_completed_and_the_page_says_what_follows()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/tasks/{task.Id}");

        var done = await officer.SendAsync(page, page.Button("complete"),
            ("sector", "all"), ("status", "all"), ("messageFr", "Le SIAL ouvre ses portes."), ("place", "Paris"), ("seats", "10"));

        Assert.Contains("Étape 4 sur 11", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Terminée par Youssef Amrani", done.Text(), StringComparison.Ordinal);
        Assert.Contains("Décision : Direction", done.Text(), StringComparison.Ordinal);
        Assert.Contains("Tous les secteurs", done.Text(), StringComparison.Ordinal);
        Assert.Equal("10", await site.House.ReadAsync(async db => (await db.Set<PlanTask>().SingleAsync(t => t.Id == task.Id)).Values!.Split("\"seats\":")[1].TrimEnd('}').Split(',')[0]));
    }

    [Fact]
    public async Task Faults_are_tied_to_their_fields_and_nothing_typed_is_lost()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var direction = await site.AsAsync("direction");
        var page = await direction.GoAsync($"/tasks/{task.Id}");

        var again = await direction.SendAsync(page, page.Button("complete"), ("amount", "cent mille"), ("supplier", "Comexposium <b>"));

        var amount = again.One<IHtmlInputElement>("[id='f-amount']");
        Assert.Equal(("cent mille", "true"), (amount.Value, amount.GetAttribute("aria-invalid")));
        Assert.Contains("cent mille", again.One<IHtmlElement>($"#{amount.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        Assert.Equal("Comexposium <b>", again.One<IHtmlInputElement>("[id='f-supplier']").Value);
        Assert.Equal(4, again.Page.QuerySelectorAll("[role=alert] li a[href*='#f-']").Length);
        Assert.Contains("Devis", again.One<IHtmlElement>("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True((await site.House.TaskAsync("reservation-request")).IsOpen);
    }

    [Fact]
    public async Task A_draft_is_kept_with_its_faults()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var direction = await site.AsAsync("direction");
        var page = await direction.GoAsync($"/tasks/{task.Id}");

        await direction.SendAsync(page, page.Button("draft"), ("amount", "beaucoup"), ("line", "stand"));
        var later = await direction.GoAsync($"/tasks/{task.Id}");

        Assert.Equal("beaucoup", later.One<IHtmlInputElement>("[id='f-amount']").Value);
        Assert.Contains("Brouillon enregistré", later.Text(), StringComparison.Ordinal);
        Assert.Contains("brouillon du", (await direction.GoAsync("/inbox")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_form_says_who_was_quicker_and_shows_what_was_typed()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var direction = await site.AsAsync("direction");
        var page = await direction.GoAsync($"/tasks/{task.Id}");
        await site.House.DoAsync("reservation-request", "direction", ("amount", 10_000m));

        var stale = await direction.SendAsync(page, page.Button("complete"), ("amount", "99 000"), ("supplier", "Comexposium"));

        Assert.Equal(HttpStatusCode.OK, stale.Status);
        Assert.Contains("a déjà été terminée par Hicham Tazi", stale.Text(), StringComparison.Ordinal);
        Assert.Contains("Comexposium", stale.Text(), StringComparison.Ordinal);
        Assert.Equal(10_000m, (await site.House.RequestAsync("reservation-budget")).Amount);
    }

    [Fact]
    public async Task Files_are_attached_given_out_with_their_right_and_taken_off()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var direction = await site.AsAsync("direction");

        var attached = await direction.AttachAsync(await direction.GoAsync($"/tasks/{task.Id}"), "quotation", "devis stand.pdf");
        var refused = await direction.AttachAsync(attached, "quotation", "virus.exe");
        var link = attached.One<IHtmlAnchorElement>(".file-list a").GetAttribute("href")!;
        using var download = await direction.Http.GetAsync(new Uri("/" + link, UriKind.Relative));

        Assert.Contains("devis stand.pdf", attached.Text(), StringComparison.Ordinal);
        Assert.Equal(1, await site.House.ReadAsync(db => db.Set<StoredFile>().CountAsync(f => f.TaskId == task.Id)));
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("%PDF-1.7 one page", await download.Content.ReadAsStringAsync());
        using var foreign = await (await site.AsAsync("stranger")).Http.GetAsync(new Uri("/" + link, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        var page = await direction.GoAsync($"/tasks/{task.Id}");
        var removed = await direction.SendAsync(page, page.One<IHtmlButtonElement>("button[value^='remove:']"));
        Assert.Empty(removed.Page.QuerySelectorAll(".file-list"));
        Assert.Matches("« devis stand.pdf » retiré, empreinte SHA-256 [0-9a-f]{64}", removed.Text());
        Assert.NotNull(refused);
    }

    [Fact]
    public async Task Who_has_another_role_reads_and_cannot_complete()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("reservation-request");
        var mine = await site.AsAsync("direction");
        var page = await mine.GoAsync($"/tasks/{task.Id}");
        var other = await site.AsAsync("delegate");

        var read = await other.GoAsync($"/tasks/{task.Id}");
        var posted = await other.SendAsync(await WithFormOf(other, page, read), page.Button("complete"), ("amount", "1000"));

        Assert.Empty(read.Page.QuerySelectorAll("form.task-form"));
        Assert.Contains("Cette tâche revient à : Direction", read.Text(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.InternalServerError, posted.Status);
        Assert.True((await site.House.TaskAsync("reservation-request")).IsOpen);
    }

    [Fact]
    public async Task Searching_firms_keeps_the_ticks_and_offers_only_the_region()
    {
        await using var site = await Site.OpenAsync(new ActionDraft(null, "diag-offre", "Argan 2027", new DateOnly(2027, 1, 4), new DateOnly(2027, 6, 14), 200_000));
        await site.House.DoAsync("cadrage", "delegate");
        await site.House.DecideAsync("cadrage-approval", "commission", Verdict.Approve);
        await site.House.DoAsync("collecte", "officer");
        var task = await site.House.TaskAsync("visites");
        var visitor = await site.AsAsync("delegate");
        var page = await visitor.GoAsync($"/tasks/{task.Id}");
        var tick = page.Page.QuerySelectorAll("input[name='f.visited']").OfType<IHtmlInputElement>().Single(i => i.ParentElement!.TextContent.Contains("Argan Tiznit", StringComparison.Ordinal));
        tick.IsChecked = true;

        var found = await visitor.SendAsync(page, page.Button("search:visited"), ("search.visited", "agrumes"), ("findings", "Deux visites."));

        var offered = found.Page.QuerySelectorAll("input[name='f.visited']").OfType<IHtmlInputElement>().ToDictionary(i => i.ParentElement!.QuerySelector("span")!.FirstChild!.TextContent.Trim(), i => i.IsChecked);
        Assert.Equal([("Agrumes du Souss", false), ("Argan Tiznit", true)], offered.Select(o => (o.Key, o.Value)).OrderBy(o => o.Key, StringComparer.Ordinal));
        Assert.Equal("Deux visites.", found.One<IHtmlTextAreaElement>("[id='f-findings']").Value);
        Assert.DoesNotContain("Textile Oriental", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_pressed_after_somebody_else_completed_the_task_is_answered_in_words()
    {
        await using var site = await Site.OpenAsync();
        var task = await site.House.TaskAsync("appel");
        var officer = await site.AsAsync("officer");
        var page = await officer.GoAsync($"/tasks/{task.Id}");
        await site.House.DoAsync("appel", "officer");

        foreach (var (form, typed) in new (string, (string, string)[])[] { ("release", []), ("order", [("day", "2027-08-30")]), ("add-check", [("label", "Relire l’affiche")]) })
        {
            var button = page.One<IHtmlButtonElement>($"form:has(input[name=_handler][value='{form}']) button");
            var late = await officer.SendAsync(page, button, typed);

            Assert.Equal((form, HttpStatusCode.OK), (form, late.Status));
            Assert.True(late.Page.QuerySelector("main [role=alert]") is not null, form);
            Assert.True(form != "add-check" || late.Text().Contains("Relire l’affiche", StringComparison.Ordinal));
        }
    }

    // The form of one person with the session of another: what somebody would send who saw the page before losing the role.
    private static async Task<Fixtures.Sheet> WithFormOf(Fixtures.Visitor other, Fixtures.Sheet page, Fixtures.Sheet own)
    {
        var inbox = await other.GoAsync("/inbox");
        var token = inbox.One<IHtmlInputElement>("input[name=__RequestVerificationToken]").Value;
        foreach (var field in page.Page.QuerySelectorAll("input[name=__RequestVerificationToken]").OfType<IHtmlInputElement>())
        {
            field.Value = token;
        }

        Assert.Equal(own.Address, page.Address);
        return page;
    }
}
