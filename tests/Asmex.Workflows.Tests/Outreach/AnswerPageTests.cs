using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Outreach;

public sealed class AnswerPageTests : IAsyncLifetime
{
    private Fair _fair = default!;
    private Site _site = default!;

    public async Task InitializeAsync()
    {
        _fair = await Fair.OpenAsync(DatabaseKind.Sqlite, questions: """{ "participants": true, "need": true, "upload": { "label": { "fr": "Charte signée" }, "required": false } }""");
        _site = new Site(_fair);
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _fair.DisposeAsync();
    }

    [Fact]
    public async Task A_firm_reads_the_page_in_its_language_and_reading_changes_nothing()
    {
        using var visitor = _site.Visitor();
        using var arabic = _site.Visitor();

        var page = await visitor.GoAsync("/a/" + _fair.TokenOf(0));
        var other = await arabic.GoAsync("/a/" + _fair.TokenOf(1));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(("fr", "ar", "rtl"), (page.Page.DocumentElement.GetAttribute("lang"), other.Page.DocumentElement.GetAttribute("lang"), other.Page.DocumentElement.GetAttribute("dir")));
        Assert.Equal("Salon <SIAL>", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("mercredi 12 mai 2027", page.Page.Body!.TextContent);
        Assert.Contains("40, reste 40", page.Page.Body!.TextContent);
        Assert.Contains("A-123/2026", page.Page.Body!.TextContent);
        Assert.All(await _fair.AllAsync<Invitation>(), i => Assert.Equal((InvitationState.Invited, 0), (i.State, i.Version)));
    }

    [Fact]
    public async Task A_firm_answers_and_changes_its_answer()
    {
        using var visitor = _site.Visitor();
        var page = await visitor.GoAsync("/a/" + _fair.TokenOf(0));

        var saved = await visitor.SendAsync(page, Button(page), ("Reply", "Yes"), ("Participants", "Fatima Alaoui, présidente\nOmar Tazi"), ("NeedText", "Un laboratoire agréé"), ("NeedCategory", "Certification"));
        Assert.Contains("Vous avez répondu oui.", saved.Page.Body!.TextContent);

        var again = await visitor.GoAsync("/a/" + _fair.TokenOf(0));
        await visitor.SendAsync(again, Button(again), ("Reply", "Maybe"));

        var invitation = (await _fair.AllAsync<Invitation>()).Single(i => i.Version > 0);
        Assert.Equal((Reply.Maybe, 2), (invitation.Reply!.Value, invitation.Version));
        Assert.Equal([new Participant("Fatima Alaoui", "présidente"), new Participant("Omar Tazi")], invitation.Participants);
        Assert.Single(await _fair.AllAsync<Needs.Need>());
    }

    [Fact]
    public async Task A_stale_form_says_so_and_keeps_what_was_typed()
    {
        using var visitor = _site.Visitor();
        var stale = await visitor.GoAsync("/a/" + _fair.TokenOf(0));
        await _fair.AnswerAsync(0, Reply.No);

        var refused = await visitor.SendAsync(stale, Button(stale), ("Reply", "Yes"), ("Participants", "Fatima Alaoui"));

        Assert.Contains("a été enregistrée entre-temps", refused.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("Fatima Alaoui", refused.One<IHtmlTextAreaElement>("textarea[name='Form.Participants']").Value);
        await visitor.SendAsync(refused, Button(refused));
        Assert.Equal(Reply.Yes, (await _fair.AllAsync<Invitation>()).Single(i => i.Version == 2).Reply);
    }

    [Fact]
    public async Task Who_saves_after_the_last_day_reads_why_not_and_what_was_typed()
    {
        using var visitor = _site.Visitor();
        var page = await visitor.GoAsync("/a/" + _fair.TokenOf(0));
        _fair.Database.Clock.Advance(TimeSpan.FromDays(30));

        var late = await visitor.SendAsync(page, Button(page), ("Reply", "Yes"), ("NeedText", "Un laboratoire agréé"));

        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains("Un laboratoire agréé", late.Page.QuerySelector("li.typed")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(late.Page.QuerySelector("[role=alert]"));
        Assert.All(await _fair.AllAsync<Invitation>(), i => Assert.Null(i.Reply));
    }

    [Fact]
    public async Task The_way_out_acts_on_POST_only()
    {
        using var visitor = _site.Visitor();
        var path = "/u/" + _fair.TokenOf(0);

        var page = await visitor.GoAsync(path);
        Assert.Equal("Ne plus recevoir d’invitations", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Empty(await _fair.AllAsync<Suppression>());

        var done = await visitor.SendAsync(page, Button(page));
        Assert.Contains("plus d’invitations à person0@coop.example", done.Page.Body!.TextContent.ReplaceLineEndings(" "));
        Assert.Single(await _fair.AllAsync<Suppression>());
    }

    [Fact]
    public async Task A_mail_program_opts_out_by_one_POST_without_cookie_or_redirect()
    {
        using var mailProgram = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = _site.ClientOptions.BaseAddress };
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        var answer = await mailProgram.PostAsync(new Uri("/u/" + _fair.TokenOf(1), UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await _fair.AllAsync<Suppression>());
    }

    [Fact]
    public async Task The_calendar_file_is_in_UTC()
    {
        using var visitor = _site.Visitor();

        var text = await visitor.Http.GetStringAsync(new Uri($"/a/{_fair.TokenOf(0)}/event.ics", UriKind.Relative));

        Assert.Contains("DTSTART:20270512T093000Z\r\n", text);
        Assert.Contains("DTEND:20270512T113000Z\r\n", text);
        Assert.Contains("SUMMARY:Salon <SIAL>\r\n", text);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
    }

    [Fact]
    public async Task A_cancelled_event_is_no_longer_offered_and_says_so_to_a_calendar_that_asks()
    {
        using var visitor = _site.Visitor();
        var token = _fair.TokenOf(0);
        Assert.NotNull((await visitor.GoAsync("/a/" + token)).Page.QuerySelector("a[href$='event.ics']"));

        await _fair.CancelAsync();

        Assert.Null((await visitor.GoAsync("/a/" + token)).Page.QuerySelector("a[href$='event.ics']"));
        var text = await visitor.Http.GetStringAsync(new Uri($"/a/{token}/event.ics", UriKind.Relative));
        Assert.Contains("STATUS:CANCELLED\r\n", text);
        Assert.Contains("SEQUENCE:1\r\n", text);
    }

    [Theory]
    [InlineData("/a/guessed")]
    [InlineData("/leave/guessed")]
    [InlineData("/a/guessed/event.ics")]
    [InlineData("/dev/mail/00000000-0000-0000-0000-000000000001")]
    public async Task What_is_not_there_answers_404(string path)
    {
        using var visitor = _site.Visitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GoAsync(path)).Status);
    }

    private static IHtmlButtonElement Button(Sheet sheet) => sheet.One<IHtmlButtonElement>("main form button");
}
