using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Templates.Editing;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Letters;

/// <summary>The pages about letters, by a browser without scripts.</summary>
public sealed class LetterPagesTests(DemonstratedHouse house) : IClassFixture<DemonstratedHouse>
{
    [Fact]
    public async Task A_coordinator_previews_keeps_what_was_typed_on_a_fault_and_saves()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);
        var page = await visitor.GoAsync("/letters/templates/thanks/fr");
        var text = page.One<IHtmlTextAreaElement>("textarea[name='Form.Source']").Value;
        var save = page.One<IHtmlButtonElement>("form button.main");

        var wrong = await visitor.SendAsync(page, save, ("Source", text + "\n<p>{{ nobody }}</p>"));
        Assert.Contains("Erreur à la ligne", wrong.Text(), StringComparison.Ordinal);
        Assert.EndsWith("<p>{{ nobody }}</p>", wrong.One<IHtmlTextAreaElement>("textarea[name='Form.Source']").Value, StringComparison.Ordinal);

        var preview = page.One<IHtmlButtonElement>("button[formtarget=preview]");
        using var shown = await visitor.Http.PostAsync(new Uri("/" + preview.GetAttribute("formaction"), UriKind.Relative), new FormUrlEncodedContent(
            [new("Form.Source", text + "<p>Au plaisir !</p>"), new("__RequestVerificationToken", page.One<IHtmlInputElement>("form:has(textarea) input[name=__RequestVerificationToken]").Value)]));
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Au plaisir !", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var unguarded = await visitor.Http.PostAsync(new Uri("/letters/templates/thanks/fr/preview", UriKind.Relative), new FormUrlEncodedContent([new("Form.Source", text)]));
        Assert.Equal(HttpStatusCode.BadRequest, unguarded.StatusCode);

        var saved = await visitor.SendAsync(page, save, ("Source", text + "\n<p>Au plaisir !</p>"));
        Assert.Contains("Le texte est gardé.", saved.Text(), StringComparison.Ordinal);
        Assert.Empty(saved.Page.QuerySelectorAll("form:has(input[name=number])"));
        using (var second = house.Visitor())
        {
            await second.SignInAsync(Roles.Direction);
            var waiting = await second.GoAsync("/letters/templates/thanks/fr");
            var approved = await second.SendAsync(waiting, waiting.One<IHtmlButtonElement>("form:has(input[name=number]) button"));
            Assert.Contains("en vigueur pour les prochaines lettres", approved.Text(), StringComparison.Ordinal);
        }

        saved = await visitor.GoAsync("/letters/templates/thanks/fr");
        var back = await visitor.SendAsync(saved, saved.Page.QuerySelectorAll("button").OfType<IHtmlButtonElement>().Single(b => b.TextContent.Contains("texte d’origine", StringComparison.Ordinal)));
        Assert.DoesNotContain("Au plaisir", back.One<IHtmlTextAreaElement>("textarea[name='Form.Source']").Value, StringComparison.Ordinal);
        await using var scope = house.Scope();
        Assert.Equal(2, await scope.Db.Set<TemplateVersion>().CountAsync(v => v.Key == "thanks"));
    }

    [Fact]
    public async Task An_auditor_reads_the_templates_and_changes_nothing()
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Auditor);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/letters/templates")).Status);
        var page = await visitor.GoAsync("/letters/templates/invitation/ar");

        Assert.Null(page.Page.QuerySelector("main button.main"));
        Assert.Equal("rtl", page.One<IHtmlTextAreaElement>("textarea[name='Form.Source']").GetAttribute("dir"));
    }

    [Theory]
    [InlineData(Roles.Coordinator, true)]
    [InlineData(Roles.Direction, false)]
    public async Task The_way_up_from_the_templates_is_there_for_who_may_see_the_letters(string role, bool isThere)
    {
        using var visitor = house.Visitor();
        await visitor.SignInAsync(role);

        var page = await visitor.GoAsync("/letters/templates");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(isThere, page.Page.QuerySelector(".page-head .up a") is not null);
    }

    [Fact]
    public async Task An_administrator_sees_the_pace_and_resumes_a_paused_relay()
    {
        await using (var scope = house.Scope())
        {
            var relay = new MailRelay("files", new PaceOptions(), house.Clock.GetUtcNow());
            relay.Pause(PauseReason.Unauthenticated, "550 5.7.26 not authenticated", Guid.CreateVersion7(), house.Clock.GetUtcNow());
            scope.Db.Add(relay);
            await scope.Db.SaveChangesAsync();
        }

        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Administrator);
        var page = await visitor.GoAsync("/letters/pace");
        Assert.Contains("Envoi en pause", page.Text(), StringComparison.Ordinal);
        Assert.Contains("550 5.7.26", page.Text(), StringComparison.Ordinal);

        var refused = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"));
        Assert.Contains("Dites en quelques mots", refused.Text(), StringComparison.Ordinal);
        var resumed = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"), ("Note", "SPF corrigé"));

        Assert.Contains("L’envoi fonctionne", resumed.Text(), StringComparison.Ordinal);
        var late = await visitor.SendAsync(page, page.One<IHtmlButtonElement>("main form button.main"), ("Note", "DMARC vérifié"));
        Assert.Contains("n’est plus en pause", late.Text(), StringComparison.Ordinal);
        Assert.Equal("DMARC vérifié", late.Page.QuerySelector("blockquote.typed")?.TextContent);
        await using var after = house.Scope();
        Assert.Single(await after.Db.Set<HistoryEntry>().Where(h => h.Key == "History.RelayResumed").ToListAsync());
    }

    [Fact]
    public async Task Who_settles_a_letter_after_a_colleague_reads_who_it_was_and_keeps_the_note()
    {
        var letter = await UnknownAsync();
        using var visitor = house.Visitor();
        await visitor.SignInAsync(Roles.Coordinator);
        var page = await visitor.GoAsync($"/letters/{letter}");
        var settle = page.One<IHtmlButtonElement>("main form button.main");

        await visitor.SendAsync(page, settle, ("Verdict", nameof(LetterVerdict.Arrived)), ("Note", "Appel du matin"));
        var late = await visitor.SendAsync(page, settle, ("Verdict", nameof(LetterVerdict.SendAgain)), ("Note", "Personne ne répond"));

        Assert.Contains("s'en est déjà occupé", late.Text(), StringComparison.Ordinal);
        Assert.Equal("Personne ne répond", late.Page.QuerySelector("blockquote.typed")?.TextContent);
        await using var scope = house.Scope();
        Assert.Equal((LetterState.Sent, "Appel du matin"), await scope.Db.Letters.Where(l => l.Id == letter).Select(l => ValueTuple.Create(l.State, l.Resolution)).SingleAsync());
    }

    private async Task<Guid> UnknownAsync()
    {
        await using var scope = house.Scope();
        var letter = await scope.Db.Letters.FirstAsync();
        scope.Db.Entry(letter).Property(l => l.State).CurrentValue = LetterState.Unknown;
        await scope.Db.SaveChangesAsync();
        return letter.Id;
    }
}
