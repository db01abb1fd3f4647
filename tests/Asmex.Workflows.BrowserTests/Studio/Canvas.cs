using System.Text.RegularExpressions;
using Asmex.Workflows.BrowserTests.Harness;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Studio;

/// <summary>A hand that draws in Elsa Studio. Each stroke ends when Studio has saved it and read the palette again, as it does after every save:
/// what is typed before that is lost to what the save brings back.</summary>
internal sealed class Canvas(Visit visit)
{
    public const float Patience = 120_000;

    // Where the ports of a box lie closer than they are wide, the upper rim is the port's own.
    private const float UpperRim = 4;

    private const int MostTries = 5;

    private static readonly LocatorAssertionsToHaveCountOptions _patiently = new() { Timeout = Patience };

    public IFrameLocator Studio { get; } = visit.Page.FrameLocator("iframe.studio");

    private ILocator Paper => Studio.Locator(".x6-graph").First;

    private ILocator Boxes => Studio.Locator(".x6-node");

    private ILocator Lines => Studio.Locator(".x6-edge");

    public static bool IsSave(IResponse response) => response.Request.Method == "POST" && response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    /// <summary>Waits until the drawing is there.</summary>
    public Task OpenedAsync() => Paper.WaitForAsync();

    /// <summary>Drags an activity from the palette, where it is called so, to a place on the paper.</summary>
    /// <returns>The id that Studio gave it.</returns>
    public async Task<string> PlaceAsync(string words, float x, float y)
    {
        var before = await IdsAsync();
        var item = Studio.Locator("[draggable=true]").Filter(new LocatorFilterOptions { HasTextRegex = Whole(words) });
        await item.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        for (var tries = 1; (await IdsAsync()).Count == before.Count; tries++)
        {
            await ShowAsync(item);

            // On a busy machine the hand may slip: where nothing was drawn it is done again.
            try
            {
                await SavedAsync(() => item.DragToAsync(Paper, new LocatorDragToOptions { Timeout = Patience / 12, TargetPosition = new TargetPosition { X = x, Y = y } }), Patience / 6);
            }
            catch (TimeoutException) when (tries < MostTries)
            {
            }
        }

        return Assert.Single((await IdsAsync()).Except(before));
    }

    /// <summary>Draws a line from a port to an activity. It stands on the paper then; Studio saves it a little later.</summary>
    public async Task ConnectAsync(string source, string port, string target)
    {
        var from = (await PortAsync(source, port))!;
        var to = (await PortAsync(target, "In"))!;
        var lines = await Lines.CountAsync();
        await visit.Page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2) - UpperRim);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(to.X - 20, to.Y + (to.Height / 2), new MouseMoveOptions { Steps = 10 });
        await visit.Page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (to.Height / 2), new MouseMoveOptions { Steps = 5 });
        await visit.Page.Mouse.UpAsync();
        await Assertions.Expect(Lines).ToHaveCountAsync(lines + 1, _patiently);
    }

    /// <summary>Chooses an activity and names it; what follows is done to it.</summary>
    public async Task NameAsync(string activity, string words)
    {
        var label = Studio.Locator($"[data-cell-id='{activity}'] .activity-label");
        var name = (await label.InnerTextAsync()).Split('\n')[0].Trim();
        await label.ClickAsync();
        await TabAsync("common");
        var shown = Studio.Locator(".mud-input-control").Filter(new LocatorFilterOptions { HasText = "Named activities" }).Locator("input");
        await Assertions.Expect(shown).ToHaveValueAsync(name, new LocatorAssertionsToHaveValueOptions { Timeout = Patience });
        await TypeAsync(Studio.GetByLabel("Display text", new FrameLocatorGetByLabelOptions { Exact = true }), words);
        await TabAsync("input");
    }

    /// <summary>Chooses from the list of an input of the activity that was named last.</summary>
    public async Task ChooseAsync(string input, string option)
    {
        await Field(input).ClickAsync();
        await SavedAsync(() => Studio.Locator($".mud-popover-open [role=option][aria-label=\"{option}\"]").ClickAsync());
    }

    /// <summary>Types an input of the activity that was named last.</summary>
    public Task TypeAsync(string input, string words) => TypeAsync(Field(input).Locator("input"), words);

    /// <summary>Does something that Studio saves by itself, and waits for the save that holds these words.</summary>
    public async Task SavedAsync(Func<Task> act, float timeout = Patience, string words = "")
    {
        var isSaved = false;
        var read = visit.Page.WaitForResponseAsync(
            response => isSaved && response.Url.Contains("/elsa/api/descriptors/activities?", StringComparison.Ordinal), new PageWaitForResponseOptions { Timeout = 2 * timeout });
        var save = await visit.Page.RunAndWaitForResponseAsync(act, response => isSaved = IsSave(response) && response.Request.PostData!.Contains(words, StringComparison.Ordinal), new PageRunAndWaitForResponseOptions { Timeout = timeout });
        Assert.Equal(200, save.Status);
        await read;
    }

    private static Regex Whole(string words) => new($@"^\s*{Regex.Escape(words)}\s*$");

    private Task TypeAsync(ILocator field, string words) => SavedAsync(async () =>
    {
        await field.FillAsync(words);
        await field.BlurAsync();
    });

    // What is required has a star.
    private ILocator Field(string label) => Studio.Locator(".mud-input-control")
        .Filter(new LocatorFilterOptions { Has = visit.Page.Locator("label").GetByText(new Regex($@"^{Regex.Escape(label)}( \*)?$")) }).Last;

    private Task TabAsync(string name) => Studio.GetByRole(AriaRole.Tab, new FrameLocatorGetByRoleOptions { NameRegex = new Regex($"^{name}$", RegexOptions.IgnoreCase) }).ClickAsync();

    // While its group opens, and another closes, the item moves away under the hand: what is dragged then is another, or nothing.
    private async Task ShowAsync(ILocator item)
    {
        var group = item.Locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' mud-expand-panel ')]");
        if (!await item.IsVisibleAsync())
        {
            await group.Locator(".mud-expand-panel-header").ClickAsync();
        }

        await Assertions.Expect(group.Locator(".mud-collapse-entered")).ToHaveCountAsync(1, _patiently);
        await Assertions.Expect(Studio.Locator(".mud-collapse-exiting")).ToHaveCountAsync(0, _patiently);
    }

    private async Task<IReadOnlyList<string>> IdsAsync() => await Boxes.EvaluateAllAsync<string[]>("boxes => boxes.map(box => box.dataset.cellId)");

    private Task<LocatorBoundingBoxResult?> PortAsync(string activity, string port) =>
        Studio.Locator($"[data-cell-id='{activity}'] [port='{port}'] .elsa-designer-port-hit-area").BoundingBoxAsync();
}
