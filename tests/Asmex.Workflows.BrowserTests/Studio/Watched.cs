using Asmex.Workflows.BrowserTests.Harness;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Studio;

internal static class Watched
{
    private const int MostSeconds = 120;

    /// <summary>Lets the product's clock go on until a viewer shows this: the watch of instances looks once a second.</summary>
    public static async Task SeenByAsync(this Product product, ILocator what)
    {
        for (var seconds = 0; await what.CountAsync() == 0; seconds++)
        {
            Assert.True(seconds < MostSeconds, $"After {MostSeconds} seconds there is no {what}.");
            product.Clock.Advance(TimeSpan.FromSeconds(1));
            await what.Page.WaitForTimeoutAsync(250);
        }
    }
}
