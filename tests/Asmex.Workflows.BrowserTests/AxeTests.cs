using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.People;

namespace Asmex.Workflows.BrowserTests;

/// <summary>The pages that people work with, held against axe-core's rules on a phone of 360 pixels.</summary>
public sealed class AxeTests(Product product) : IClassFixture<Product>
{
    /// <summary>Where each kind of person goes; what follows a path is the first link of that kind on it.</summary>
    private static readonly (string Who, string[] Path)[] _ways =
    [
        ("", ["/account/sign-in"]),
        (Roles.Delegate, ["/inbox", "a.whole[href*='tasks/']"]),
        (Roles.Delegate, ["/tasks/new"]),
        (Roles.Delegate, ["/inbox?list=done", "a.whole[href*='tasks/']"]),
        (Roles.Delegate, ["/notifications"]),
        (Roles.Delegate, ["/plans", "main a[href^='plans/']:not([href*='new'])", "main a[href^='actions/']"]),
        (Roles.Delegate, ["/meetings", "a.whole[href*='meetings/']"]),
        (Roles.Delegate, ["/firms", "main a[href*='firms/']:not([href*='firms/new'], [href*='firms/imports'], [href*='firms/export'])"]),
        (Roles.Delegate, ["/firms/new"]),
        (Roles.Coordinator, ["/regions"]),
        (Roles.Coordinator, ["/meetings", "a.whole[href*='meetings/']", "a[href$='/change']"]),
        (Roles.Coordinator, ["/meetings/series/new"]),
        (Roles.Direction, ["/approvals", "main a[href*='approvals/']:not([href*='several'])"]),
        (Roles.Treasurer, ["/approvals", "main a[href*='approvals/']:not([href*='several'])"]),
    ];

    [AxeTheory]
    [InlineData("fr")]
    [InlineData("ar")]
    public Task The_pages_of_the_day_break_no_rule(string language) => product.BrowseAsync(async visit =>
    {
        var faults = new List<string>();
        foreach (var (who, path) in _ways)
        {
            if (who.Length > 0)
            {
                await visit.SignInAsync(who);
            }

            await LookAsync(who, path[0]);
            foreach (var link in path.Skip(1))
            {
                await LookAsync(who, "/" + (await visit.Page.Locator(link).First.GetAttributeAsync("href"))!.TrimStart('/'));
            }
        }

        async Task LookAsync(string who, string path)
        {
            await visit.GoAsync(path);
            await visit.PictureAsync($"axe-{language}-{who}-{path.Split('?', '#')[0].Trim('/').Replace('/', '-')}");
            faults.AddRange((await Axe.FaultsAsync(visit.Page)).Select(fault => $"{who} {path}: {fault}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }, language, Device.Phone);
}
