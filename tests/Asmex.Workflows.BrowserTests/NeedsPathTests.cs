using Asmex.Workflows.Audit;
using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.BrowserTests.Journey;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests;

/// <summary>A need from the firm's answer page to the Centre's decision and back to the firm, by the clicks of those it passes through.</summary>
public sealed class NeedsPathTests(SmallHouse house) : IClassFixture<SmallHouse>
{
    private const string Asked = "نحتاج إلى شهادة المنتج البيولوجي لدخول السوق الألمانية";
    private const string Reason = "L'organisme certificateur n'a pas de bureau dans la région.";
    private const string Decision = "Le Centre prend en charge la moitié du coût de la certification.";
    private const string Answer = "ستتحمل الجمعية نصف تكلفة الشهادة.";
    private const string Outcome = "Certificat obtenu, première expédition prévue.";

    [BrowserFact]
    public async Task A_need_goes_from_the_firm_to_the_Centre_and_back()
    {
        var details = new EventDetails(new Wording("Journée export", "يوم التصدير", "Export day"), new DateOnly(2027, 3, 2), new TimeOnly(9, 30), "Agadir", 20, new Wording("Venez.", "مرحبا بكم.", "Come."));
        var token = Assert.Single(await house.InviteAsync(SmallHouse.ArganFirm, SmallHouse.ArganAddress, details, new Questions(Need: true)));

        await house.BrowseAsync(async visit =>
        {
            await visit.GoAsync($"/a/{token}");
            await visit.Page.Locator($"input[name='Form.Reply'][value={Reply.Yes}]").CheckAsync();
            await visit.Page.Locator("textarea[name='Form.NeedText']").FillAsync(Asked);
            await visit.Page.Locator("select[name='Form.NeedCategory']").SelectOptionAsync(nameof(NeedCategory.Certification));
            await visit.PictureAsync("need-stated");
            await visit.Page.Locator("main form button.main").ClickAsync();
            await new Desk(visit).SeeAsync(".notice.done");
        }, "ar", Device.Phone);

        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await BringToTheCentreAsync(desk);
            await visit.PictureAsync("need-escalated");
            await DecideAsync(desk);
            await visit.PictureAsync("need-decided");
            await AnswerAsync(desk);
            await visit.PictureAsync("need-closed");
        });

        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await visit.GoAsync("/dev/mail");
            await desk.Page.Locator(".items li").Filter(new LocatorFilterOptions { HasText = SmallHouse.ArganAddress }).Locator("a").First.ClickAsync();
            await Assertions.Expect(desk.Page.FrameLocator("iframe.mail").Locator("body")).ToContainTextAsync(Answer);
        }, "ar");
        await AssertHistoryAsync();
    }

    private static async Task BringToTheCentreAsync(Desk desk)
    {
        await desk.AsAsync(Roles.Delegate);
        await desk.Page.GotoAsync("/needs?state=Stated");
        await desk.ReadAsync(Asked);
        await desk.ClickAsync($"{SmallHouse.ArganFirm} · {Say("NeedCategory.Certification")}");
        await desk.Page.Locator("#urgency").SelectOptionAsync(nameof(NeedUrgency.High));
        await desk.PressAsync(Say("NeedPages.TriageNow"), then: $".state:has-text('{Say("NeedUrgency.High")}')");
        await FoldedAsync(desk, "escalate", Reason);
        await desk.SeeAsync($".state.waiting:has-text('{Say("NeedState.Escalated")}')");
    }

    private static async Task DecideAsync(Desk desk)
    {
        await desk.AsAsync(Roles.Coordinator);
        await desk.Page.GotoAsync("/notifications");
        await desk.Page.Locator("button.link").Filter(new LocatorFilterOptions { HasText = "esoin" }).First.ClickAsync();
        await desk.ReadAsync(Reason);
        await desk.Page.Locator("#decision").FillAsync(Decision);
        await desk.PressAsync(Say("NeedPages.DecideNow"), then: ".notice.done");
        await desk.ReadAsync(Decision);
    }

    private static async Task AnswerAsync(Desk desk)
    {
        await desk.AsAsync(Roles.Delegate);
        await desk.Page.GotoAsync("/notifications");
        await desk.Page.Locator("button.link").Filter(new LocatorFilterOptions { HasText = "esoin" }).First.ClickAsync();
        await desk.ReadAsync(Decision);
        await FoldedAsync(desk, "answer", Answer);
        await desk.ReadAsync(Answer);
        await FoldedAsync(desk, "close", Outcome);
        await desk.SeeAsync(".page-head .state.done");
        await desk.ReadAsync(Outcome);
    }

    private static async Task FoldedAsync(Desk desk, string act, string text)
    {
        var fold = desk.Page.Locator($"details:has(#text-{act})");
        if (!await fold.EvaluateAsync<bool>("fold => fold.open"))
        {
            await fold.Locator("summary").ClickAsync();
        }

        await fold.Locator($"#text-{act}").FillAsync(text);
        await fold.Locator("button").ClickAsync();
    }

    private static string Say(string key) => TextCatalog.Shared.Say("fr", key);

    private async Task AssertHistoryAsync()
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        var need = await db.Set<Need>().AsNoTracking().SingleAsync();
        Assert.Equal((NeedState.Closed, NeedSource.Answer, NeedCategory.Certification, NeedUrgency.High, Asked, Decision, Answer, Outcome),
            (need.State, need.Source, need.Category, need.Urgency, need.Text, need.Decision, need.Answer, need.Outcome));
        Assert.Equal(
            ["History.NeedAnswered", "History.NeedClosed", "History.NeedDecided", "History.NeedEscalated", "History.NeedTriaged"],
            await db.Set<HistoryEntry>().Where(h => h.FirmId == need.FirmId && h.Key.StartsWith("History.Need") && h.Key != "History.NeedStated").Select(h => h.Key).Order().ToListAsync());
    }
}
