using Asmex.Workflows.BrowserTests.Harness;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Journey;

/// <summary>What people do in the browser: each acts after coming in by the door.</summary>
internal sealed class Desk(Visit visit)
{
    private static readonly FilePayload _paper = new() { Name = "piece.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 one page"u8.ToArray() };

    public IPage Page => visit.Page;

    public Task AsAsync(string role) => visit.SignInAsync(role);

    /// <summary>Opens a task from the inbox.</summary>
    public async Task OpenAsync(string role, string task)
    {
        await AsAsync(role);
        await visit.GoAsync("/inbox");
        await ClickAsync(task);
    }

    /// <summary>Completes a task: what is given is typed, what else is required is filled in as its form allows.</summary>
    public async Task DoAsync(string role, string task, params (string Field, string Value)[] given)
    {
        await OpenAsync(role, task);
        await CompleteAsync(given);
    }

    /// <summary>Fills in and sends the task's form that is open.</summary>
    public async Task CompleteAsync(params (string Field, string Value)[] given)
    {
        var form = Page.Locator("form.task-form");
        await Assertions.Expect(form).ToBeVisibleAsync();
        foreach (var (field, value) in given)
        {
            await form.Locator($"#f-{field}").FillAsync(value);
        }

        await FillAsync(form);
        await form.Locator("button.main").ClickAsync();
        await SeeAsync(".notice.done");
    }

    /// <summary>Decides on a request from the list of decisions; with words for all but an approval.</summary>
    public async Task DecideAsync(string role, string subject, string verdict = "Approve", string? reason = null)
    {
        await AsAsync(role);
        await visit.GoAsync("/approvals");
        await Page.Locator(".requests").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = subject, Exact = true }).ClickAsync();
        var button = Page.Locator($"form.decision button[value={verdict}]");
        if (reason is not null)
        {
            await Page.Locator($"form.decision details:has(button[value={verdict}]) summary").ClickAsync();
            await Page.Locator($"#reason-{verdict}").FillAsync(reason);
        }

        await button.ClickAsync();
        await Assertions.Expect(Page.Locator("form.decision")).ToHaveCountAsync(0);
    }

    /// <summary>Presses the button with these words and waits for the page that follows.</summary>
    public async Task PressAsync(string words, string then)
    {
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = words }).First.ClickAsync();
        await SeeAsync(then);
    }

    public Task ClickAsync(string words) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = words, Exact = true }).First.ClickAsync();

    public Task TypeAsync(string label, string value) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(value);

    public Task SeeAsync(string what) => Assertions.Expect(Page.Locator(what).First).ToBeVisibleAsync();

    public Task ReadAsync(string words) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(words);

    /// <summary>The personal address in the newest letter to somebody about something; waits for the letter.</summary>
    public async Task<string> LinkInLetterAsync(string address, string about, string path)
    {
        var letter = Page.Locator(".items li").Filter(new LocatorFilterOptions { HasText = address }).Filter(new LocatorFilterOptions { HasText = about }).Locator("a").First;
        for (var looks = 0; looks == 0 || (await letter.CountAsync() == 0 && looks < 200); looks++)
        {
            await visit.GoAsync("/dev/mail");
        }

        await letter.ClickAsync();
        var link = Page.FrameLocator("iframe.mail").Locator($"a[href*='{path}']").First;
        return new Uri(await link.GetAttributeAsync("href") ?? "").PathAndQuery;
    }

    private static async Task FillAsync(ILocator form)
    {
        foreach (var field in await form.Locator("[aria-required=true]").AllAsync())
        {
            if (await field.InputValueAsync() is { Length: > 0 })
            {
                continue;
            }

            var kind = await field.EvaluateAsync<string>("field => field.inputMode || field.type");
            await (kind switch
            {
                "select-one" => field.SelectOptionAsync(new SelectOptionValue { Index = 1 }),
                "decimal" => field.FillAsync("8"),
                "date" => field.FillAsync("2027-06-01"),
                _ => field.FillAsync("Comme convenu en réunion de travail."),
            });
        }

        foreach (var choice in await form.Locator("fieldset:has(input[type=radio])").AllAsync())
        {
            await choice.Locator("input[type=radio]:not([value=true])").First.CheckAsync();
        }

        foreach (var file in await form.Locator("input[type=file]").AllAsync())
        {
            await file.SetInputFilesAsync(_paper);
        }
    }
}
