using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.BrowserTests.Journey;
using Asmex.Workflows.People;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests;

public sealed class JobsTests(SmallHouse house) : IClassFixture<SmallHouse>
{
    private static readonly string[] _pages = ["/jobs", "/jobs/recurring", "/jobs/jobs/succeeded", "/jobs/servers", "/jobs/retries"];

    [BrowserFact]
    public Task An_administrator_looks_after_the_jobs() => house.BrowseAsync(async visit =>
    {
        await visit.SignInAsync(Roles.Administrator);
        foreach (var page in _pages)
        {
            await visit.GoAsync(page);
            await Assertions.Expect(visit.Page.Locator(".page-header").First).ToBeVisibleAsync();
            await visit.PictureAsync("jobs" + page.Replace('/', '-'));
        }
    });
}
