using Asmex.Workflows.BrowserTests.Harness;

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
}
