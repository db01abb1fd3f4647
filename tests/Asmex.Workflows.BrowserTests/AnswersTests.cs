using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.BrowserTests;

/// <summary>What firms see of an invitation, on a phone: answering, changing, waiting for a place, leaving.</summary>
public sealed class AnswersTests(Product product) : IClassFixture<Product>
{
    private static readonly DateOnly _day = new(2027, 3, 2);

    [BrowserTheory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task A_firm_answers_changes_waits_and_leaves_on_a_phone(string language)
    {
        var tokens = await InviteAsync(language);

        await product.BrowseAsync(async visit =>
        {
            var words = TextCatalog.Shared;
            await LookAsync(visit, $"/a/{tokens[0]}", $"answer-{language}");
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await visit.Page.Locator("html").GetAttributeAsync("dir"));
            await AnswerAsync(visit, Reply.Yes, $"answer-yes-{language}");
            await AnswerAsync(visit, Reply.No, $"answer-changed-{language}");
            await AnswerAsync(visit, Reply.Yes, $"answer-again-{language}");

            await LookAsync(visit, $"/a/{tokens[1]}", $"second-{language}");
            await AnswerAsync(visit, Reply.Yes, $"waiting-{language}");
            Assert.Contains(words.Say(language, "Answers.PlaceWaiting", 1), await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

            await LookAsync(visit, $"/leave/{tokens[2]}", $"leave-{language}");
            await visit.Page.Locator("main form button").First.ClickAsync();
            await visit.Page.WaitForURLAsync(url => url.Contains("done=true", StringComparison.OrdinalIgnoreCase));
            await LookAsync(visit, null, $"left-{language}");
            Assert.Contains(words.Say(language, "Answers.Left"), await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        }, language, Device.Phone);

        await using var scope = product.Services.CreateAsyncScope();
        var stands = await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<Invitation>().AsNoTracking().Where(i => i.Language == language && i.Address.EndsWith(".phone.example"))
            .OrderBy(i => i.Address).Select(i => new { i.Place, i.State }).ToListAsync();
        Assert.Equal([(PlaceState?)PlaceState.Held, PlaceState.Waiting, null], stands.Select(i => i.Place));
        Assert.Equal(InvitationState.OptedOut, stands[2].State);
    }

    [OtherCalendarTheory]
    [InlineData("fr")]
    public async Task The_calendar_file_says_the_same_to_another_library(string language)
    {
        var token = (await InviteAsync(language))[0];

        await product.BrowseAsync(async visit =>
        {
            await visit.GoAsync($"/a/{token}");

            var read = await OtherCalendar.ReadAsync(visit.Page, $"/a/{token}/event.ics");

            // 09:30 in Casablanca, which left UTC+1 for good in 2026.
            Assert.Equal(["PUBLISH", "Journée « étiquetage », à Agadir; avec atelier", "Agadir, Chambre de commerce", "2027-03-02T09:30:00.000Z", "2027-03-02T11:30:00.000Z"], [read[0], .. read[2..6]]);
        }, language, Device.Phone);
    }

    [BrowserTheory]
    [InlineData("fr", Device.Desktop)]
    [InlineData("ar", Device.Phone)]
    public Task Campaigns_fit_the_screen(string language, Device device) => product.BrowseAsync(async visit =>
    {
        await visit.GoAsync("/account/sign-in");
        await visit.Page.Locator("button[data-role=coordinator]").First.ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await LookAsync(visit, "/outreach/campaigns", $"campaigns-{language}-{device}");
        var campaign = await visit.Page.Locator("tbody th a").Last.GetAttributeAsync("href");
        await LookAsync(visit, $"/{campaign}", $"campaign-{language}-{device}");
        await LookAsync(visit, $"/{campaign}/recipients", $"campaign-recipients-{language}-{device}");
        await LookAsync(visit, "/outreach/campaigns/new", $"campaign-new-{language}-{device}");
        await LookAsync(visit, $"/outreach/rounds/{await RoundAsync()}", $"round-{language}-{device}");
        await LookAsync(visit, $"/outreach/rounds/{await RoundAsync()}/silent", $"silent-{language}-{device}");
    }, language, device);

    private static async Task LookAsync(Visit visit, string? path, string picture)
    {
        if (path is not null)
        {
            await visit.GoAsync(path);
        }

        await visit.PictureAsync(picture);
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{picture} scrolls sideways");
    }

    private static async Task AnswerAsync(Visit visit, Reply reply, string picture)
    {
        var before = await visit.Page.Locator("input[name='Form.Version']").GetAttributeAsync("value");
        await visit.Page.Locator($"input[name='Form.Reply'][value={reply}]").CheckAsync();
        await visit.Page.Locator("main form button.main").ClickAsync();
        await visit.Page.WaitForFunctionAsync("before => document.querySelector(\"input[name='Form.Version']\").value !== before", before);
        await LookAsync(visit, null, picture);
    }

    private async Task<Guid> RoundAsync()
    {
        await using var scope = product.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<InvitationRound>().Where(r => r.AsksAnswer && r.CampaignId == null).OrderByDescending(r => r.OpenedOn).Select(r => r.Id).FirstAsync();
    }

    /// <summary>Invites three firms that read a language to one place; their tokens in the order of their addresses.</summary>
    private async Task<IReadOnlyList<string>> InviteAsync(string language)
    {
        var coordinator = await product.ActorAsync(Roles.Coordinator);
        var segment = Guid.NewGuid().ToString("N")[..8];
        var domain = $"{language}{segment}.cooperatives-exportatrices.phone.example";
        for (var i = 0; i < 3; i++)
        {
            var contact = new ContactDraft($"Accueil {i}", language, $"accueil{i}@{domain}", ArabicName: "الاستقبال", IsMain: true, Kind: EmailKind.Generic);
            await product.DoAsync<AddFirm>(add => add.RunAsync(new FirmDraft($"Zz{segment} {i}", "MA-09", SectorCatalog.Other, "مقاولة"), contact, "test", coordinator, default));
        }

        var details = new EventDetails(
            new Wording("Journée « étiquetage », à Agadir; avec atelier", "يوم العنونة", "Labelling day"), _day, new TimeOnly(9, 30), "Agadir, Chambre de commerce", 1, new Wording("Venez.", "مرحبا بكم.", "Come."));
        return await product.InviteAsync($"zz{segment}", domain, details);
    }
}
