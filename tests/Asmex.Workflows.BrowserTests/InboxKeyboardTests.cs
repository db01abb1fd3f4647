using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.People;

namespace Asmex.Workflows.BrowserTests;

/// <summary>The inbox without a mouse.</summary>
public sealed class InboxKeyboardTests(Product product) : IClassFixture<Product>
{
    [BrowserTheory]
    [InlineData("fr")]
    [InlineData("ar")]
    public Task Arrows_walk_the_list_x_ticks_and_Enter_opens(string language) => product.BrowseAsync(async visit =>
    {
        await visit.SignInAsync(Roles.Coordinator);
        await visit.GoAsync("/inbox?list=region");
        var lines = visit.Page.Locator("main .items .work a.whole");
        // The late decisions come first, and those are not moved with others.
        var tick = await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('main .items .work')].findIndex((line, at) => at > 0 && line.querySelector('.pick'))");
        Assert.InRange(tick, 1, await lines.CountAsync() - 2);

        await lines.First.FocusAsync();
        for (var step = 0; step <= tick; step++)
        {
            await visit.Page.Keyboard.PressAsync("ArrowDown");
        }

        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("x");
        var there = await lines.Nth(tick).GetAttributeAsync("href");

        Assert.Equal(there, await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        Assert.Equal(1, await visit.Page.Locator(".pick input:checked").CountAsync());
        Assert.True(await visit.Page.Locator("main .items .work").Nth(tick).Locator(".pick input").IsCheckedAsync());
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync(url => url.EndsWith(there!, StringComparison.Ordinal));
        Assert.Empty(visit.Errors);
    }, language, Device.Desktop);
}
