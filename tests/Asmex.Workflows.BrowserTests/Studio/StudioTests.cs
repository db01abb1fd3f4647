using System.Text.Json.Nodes;
using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Studio;

public sealed class StudioTests(StudioProduct product) : IClassFixture<StudioProduct>
{
    // The button has no name: its picture is a cloud.
    internal const string PublishButton = "button.mud-primary-text:has(path[d^='M19.35 10.04'])";
    private const string RunButton = "button.mud-success-text:has(path[d^='M8 5v14'])";
    private const string Description = "Relu dans Elsa Studio.";
    private const float Patience = 120_000;
    private const int MostTries = 6;

    [StudioTheory]
    [InlineData("conseil-export")]
    [InlineData("diag-offre")]
    [InlineData("ident-potentiel")]
    [InlineData("mission-b2b")]
    [InlineData("primo-export")]
    [InlineData("salon-collectif")]
    public Task An_action_type_is_opened_moved_described_saved_and_published_and_loses_nothing(string definitionId) => product.BrowseAsync(async visit =>
    {
        await visit.Page.SetViewportSizeAsync(1600, 1100);
        await visit.SignInAsync(Roles.Coordinator);
        await visit.GoAsync($"/designer/{definitionId}");
        var studio = visit.Page.FrameLocator("iframe.studio");
        await studio.Locator("elsa-activity-wrapper").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var steps = await studio.Locator("elsa-activity-wrapper").CountAsync();

        var canvas = new Canvas(visit);
        await SavedAsync(canvas, () => MoveAsync(visit, studio));
        var description = studio.GetByLabel("Description", new FrameLocatorGetByLabelOptions { Exact = true }).First;
        await SavedAsync(
            canvas,
            async () =>
            {
                await description.FillAsync(Description);
                await description.BlurAsync();
            },
            Description);
        await visit.PictureAsync($"studio-{definitionId}");
        var published = await visit.Page.RunAndWaitForResponseAsync(
            () => studio.Locator(PublishButton).ClickAsync(), Canvas.IsSave, new PageRunAndWaitForResponseOptions { Timeout = Patience });

        Assert.Equal(200, published.Status);
        var (before, after) = await BothAsync(definitionId);
        var difference = VersionDifference.Between(before, after);
        Assert.Equal(DefinitionState.Published, after.State);
        Assert.Equal(steps, JsonNode.Parse(after.Source)!["root"]!["activities"]!.AsArray().Count);
        Assert.All(difference.Steps, step => Assert.Equal((step.Id, StepDifference.Same, ""), (step.Id, step.Difference, string.Join("; ", step.Members))));
        Assert.Equal((0, 0), (difference.AddedLines.Count, difference.RemovedLines.Count));
        Assert.Equal("description", Assert.Single(difference.Whole).Member);
        Assert.NotEqual(PlacesOf(before), PlacesOf(after));
    });

    [StudioFact]
    public Task A_definition_is_run_from_Studio_and_its_steps_turn_while_somebody_looks() => product.BrowseAsync(async visit =>
    {
        await ImportAsync();
        await visit.SignInAsync(Roles.Administrator);
        await visit.GoAsync("/designer/watched");
        var studio = visit.Page.FrameLocator("iframe.studio");
        await studio.Locator("elsa-activity-wrapper").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var run = await visit.Page.RunAndWaitForResponseAsync(
            () => studio.Locator(RunButton).ClickAsync(), response => response.Url.EndsWith("/watched/execute", StringComparison.Ordinal), new PageRunAndWaitForResponseOptions { Timeout = Patience });
        Assert.Equal(200, run.Status);

        await visit.GoAsync($"/designer/instances/{run.Headers["x-elsa-workflow-instance-id"]}");
        await studio.Locator("#activity-Go .mud-badge.mud-theme-warning").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience, State = WaitForSelectorState.Attached });
        await visit.PictureAsync("studio-viewer-before");
        await product.DoAsync<SendEvent>(send => send.RunAsync("Go", null, null, Administrator, default));

        await product.SeenByAsync(studio.Locator("#activity-Go .mud-badge.mud-theme-success"));
        await product.SeenByAsync(studio.Locator("#activity-Then .mud-badge.mud-theme-warning"));
        await visit.PictureAsync("studio-viewer-after");
    });

    [StudioTheory]
    [InlineData("fr", "Recueil : Il manque « Titre, en trois langues »")]
    [InlineData("ar", "Recueil : ينقص «العنوان")]
    public Task What_keeps_a_definition_from_being_published_is_said_in_the_readers_language_with_the_steps_name(string language, string said) => product.BrowseAsync(async visit =>
    {
        var faulty = Definition($"faulty-{language}", new JsonObject { ["id"] = "Ask1", ["type"] = "AsmexDelegateTask", ["version"] = 1, ["metadata"] = Place(60, "Recueil") });
        await product.DoAsync<ImportDefinition>(import => import.RunAsync(faulty.ToJsonString(), toBePublished: false, Administrator, default));
        await visit.SignInAsync(Roles.Administrator);
        await visit.GoAsync($"/designer/faulty-{language}");
        var studio = visit.Page.FrameLocator("iframe.studio");
        await studio.Locator("elsa-activity-wrapper").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

        await studio.Locator(PublishButton).ClickAsync();

        await Assertions.Expect(studio.Locator(".mud-snackbar").Filter(new LocatorFilterOptions { HasText = said })).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = Patience });
        await visit.PictureAsync($"studio-faults-{language}");
        visit.Forgive(error => error.StartsWith("400 POST", StringComparison.Ordinal));
    }, language);

    private static Actor Administrator { get; } = new(null, "Amal Tazi", "fr", [new Holding(Roles.Administrator, null)]);

    private static async Task SavedAsync(Canvas canvas, Func<Task> act, string words = "")
    {
        // A drawing that is still settling lets the hand slip: it is done again, which changes nothing that was done.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await canvas.SavedAsync(act, Patience / MostTries, words);
                return;
            }
            catch (TimeoutException) when (tries < MostTries)
            {
            }
        }
    }

    private static async Task MoveAsync(Visit visit, IFrameLocator studio)
    {
        var window = (await visit.Page.Locator("iframe.studio").BoundingBoxAsync())!;
        foreach (var step in await studio.Locator("elsa-activity-wrapper").AllAsync())
        {
            if (await step.BoundingBoxAsync() is { } box && box.X > window.X + 300 && box.X < window.X + 800 && box.Y > window.Y + 120 && box.Y < window.Y + 600)
            {
                await visit.Page.Mouse.MoveAsync(box.X + 70, box.Y + (box.Height / 2));
                await visit.Page.Mouse.DownAsync();
                await visit.Page.Mouse.MoveAsync(box.X + 100, box.Y + 60, new MouseMoveOptions { Steps = 8 });
                await visit.Page.Mouse.MoveAsync(box.X + 110, box.Y + 90, new MouseMoveOptions { Steps = 8 });
                await visit.Page.Mouse.UpAsync();
                return;
            }
        }

        throw new InvalidOperationException("No step lies where it can be moved.");
    }

    private async Task<(StoredDefinition Before, StoredDefinition After)> BothAsync(string definitionId)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<StoredDefinition>().AsNoTracking().Where(d => d.DefinitionId == definitionId).OrderBy(d => d.Version).ToListAsync();
        return (versions[0], versions[^1]);
    }

    private static string PlacesOf(StoredDefinition stored) =>
        string.Join(' ', JsonNode.Parse(stored.Source)!["root"]!["activities"]!.AsArray().Select(a => a!["metadata"]!["designer"]!["position"]!.ToJsonString()));

    private Task ImportAsync()
    {
        JsonObject Event(string id, int x) => new()
        {
            ["id"] = id,
            ["type"] = "Elsa.Event",
            ["version"] = 1,
            ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } },
            ["metadata"] = Place(x, id),
        };
        var definition = Definition("watched", Event("Go", 60), Event("Then", 420));
        definition["root"]!["connections"]!.AsArray().Add((JsonNode)new JsonObject { ["source"] = new JsonObject { ["activity"] = "Go", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "Then", ["port"] = "In" } });
        return product.DoAsync<ImportDefinition>(import => import.RunAsync(definition.ToJsonString(), toBePublished: true, Administrator, default));
    }

    private static JsonObject Place(int x, string words) => new() { ["displayText"] = words, ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = 100 } } };

    private static JsonObject Definition(string id, params JsonNode[] activities) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["root"] = new JsonObject
        {
            ["id"] = "f",
            ["nodeId"] = "Workflow1:f",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["metadata"] = new JsonObject(),
            ["customProperties"] = new JsonObject(),
            ["activities"] = new JsonArray(activities),
            ["connections"] = new JsonArray(),
        },
    };
}
