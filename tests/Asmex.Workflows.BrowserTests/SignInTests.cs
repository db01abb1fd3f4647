using Asmex.Workflows.BrowserTests.Harness;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests;

public sealed class SignInTests(Product product) : IClassFixture<Product>
{
    [BrowserTheory]
    [InlineData("fr", Device.Desktop, "ltr")]
    [InlineData("ar", Device.Phone, "rtl")]
    [InlineData("en", Device.Phone, "ltr")]
    public Task The_door_speaks_the_readers_language(string language, Device device, string direction) => product.BrowseAsync(async visit =>
    {
        await visit.GoAsync("/account/sign-in");

        Assert.Equal(language, await visit.Page.GetAttributeAsync("html", "lang"));
        Assert.Equal(direction, await visit.Page.GetAttributeAsync("html", "dir"));
        await visit.PictureAsync($"sign-in-{language}-{device}");
    }, language, device);

    [BrowserFact]
    public Task A_delegate_signs_in_with_one_click_and_sees_the_inbox() => product.BrowseAsync(async visit =>
    {
        await visit.GoAsync("/account/sign-in");
        await visit.Page.Locator("button[data-role=delegate]").First.ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));

        await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await visit.GoAsync("/inbox");
        await Assertions.Expect(visit.Page.Locator("main")).ToBeVisibleAsync();
        await visit.PictureAsync("inbox-fr-Phone");
    }, device: Device.Phone);
}
