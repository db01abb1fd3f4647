using Asmex.Workflows.BrowserTests.Harness;

namespace Asmex.Workflows.BrowserTests;

public sealed class FirmsTests(Product product) : IClassFixture<Product>
{
    [BrowserTheory]
    [InlineData("fr", Device.Desktop)]
    [InlineData("ar", Device.Phone)]
    public Task The_registry_and_the_calendar_fit_the_screen(string language, Device device) => product.BrowseAsync(async visit =>
    {
        await visit.GoAsync("/account/sign-in");
        await visit.Page.Locator("button[data-role=delegate]").First.ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await Look(visit, "/firms", $"firms-{language}-{device}");
        var firm = await visit.Page.Locator("tbody th a").First.GetAttributeAsync("href");
        await Look(visit, $"/{firm}", $"firm-{language}-{device}");
        await Look(visit, $"/{firm}/edit", $"firm-edit-{language}-{device}");
        await Look(visit, $"/{firm}/contacts/new", $"contact-{language}-{device}");
        await Look(visit, "/calendar?year=2027", $"calendar-{language}-{device}");
        await Look(visit, "/calendar/why?start=2027-03-08&days=5&region=MA-09", $"why-{language}-{device}");
    }, language, device);

    private static async Task Look(Visit visit, string path, string picture)
    {
        await visit.GoAsync(path);
        await visit.PictureAsync(picture);
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{path} scrolls sideways");
    }
}
