using System.Text.Json.Nodes;
using Asmex.Workflows.BrowserTests.Harness;
using Asmex.Workflows.BrowserTests.Journey;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Studio;

/// <summary>The regional export council drawn on an empty sheet by hand: boxes, lines, names, and what Studio lets one choose or type, which are roles, forms, letters
/// and days. What it has only an editor of code for, which closes brackets by itself while one types (texts in three languages, scripts), and what it has nothing for
/// (budget lines, indicators), is set by the calls that it makes. Then published by hand, launched by a plan and done to its end, while somebody looks on.</summary>
public sealed class DrawingTests(DrawingHouse house) : IClassFixture<DrawingHouse>
{
    private const int Columns = 3;
    private const int Width = 2600;
    private const int Height = 1700;
    private const int MostTries = 4;
    private const string Edition = "Premier trimestre";

    private static readonly JsonObject _model = JsonNode.Parse(File.ReadAllText(Path.Combine(Tests.Fixtures.Repository.Root, "workflows", "conseil-export.json")))!.AsObject();
    private static readonly IReadOnlyList<JsonObject> _steps = [.. _model["root"]!["activities"]!.AsArray().Select(a => a!.AsObject())];

    private static readonly Dictionary<string, string> _palette = new()
    {
        ["Elsa.Start"] = "Début",
        ["Elsa.End"] = "Fin",
        ["Elsa.FlowJoin"] = "Réunion des branches",
        ["AsmexDelegateTask"] = "Tâche",
        ["AsmexApproval"] = "Approbation",
        ["AsmexInvite"] = "Invitation d'entreprises",
        ["AsmexLetter"] = "Lettre à des entreprises",
        ["AsmexCloseAction"] = "Clôture de l'action",
    };

    private static readonly Dictionary<string, string> _chosen = new()
    {
        ["role"] = "Qui la fait",
        ["form"] = "Reprendre le formulaire d'une autre tâche",
        ["letter"] = "Modèle de lettre",
        ["mode"] = "Mode",
    };

    private static readonly Dictionary<string, string> _typed = new()
    {
        ["daysBefore"] = "Ou : jours ouvrables avant la date fixe",
        ["status"] = "Faite ou abandonnée",
    };

    [StudioFact]
    public async Task An_export_council_is_drawn_from_nothing_published_launched_and_done_to_its_end()
    {
        var drawn = new Dictionary<string, string>();
        var definitionId = "";
        await house.BrowseAsync(async visit =>
        {
            visit.Page.SetDefaultTimeout(Canvas.Patience);
            await visit.Page.SetViewportSizeAsync(Width, Height);
            var token = TokenAsync(visit);
            await visit.SignInAsync(Roles.Coordinator);
            definitionId = await CreateAsync(visit);
            var canvas = new Canvas(visit);
            await DrawAsync(canvas, drawn);
            await visit.PictureAsync("drawing-by-hand");

            await visit.GoAsync("/definitions");
            await FillAsync(visit, definitionId, drawn, await token);
            await PublishAsync(visit, definitionId);
            await visit.PictureAsync("drawing-published");

            // Studio makes a new editor of code for every box that is looked at.
            visit.Forgive(error => error.Contains("potential listener LEAK", StringComparison.Ordinal));
        });

        await AssertDrawnAsync(definitionId, drawn);
        await house.BrowseAsync(async visit =>
        {
            var desk = new Desk(visit);
            await desk.PrepareAndValidateAsync(Edition, new Fair.Planned(definitionId, "Séance du conseil", "2027-03-15", "50 000"));
            await DoTaskAsync(desk, "recueil");
            await AnswerAsync("Votre avis", "رأيكم");
            await DoTaskAsync(desk, "tri");
            await DoTaskAsync(desk, "convocation");
            await DecideAsync(desk, "convocation-approval");
            await AnswerAsync("Convocation", "استدعاء");
            await DoTaskAsync(desk, "seance");
            await DoTaskAsync(desk, "releve");
            await DecideAsync(desk, "releve-approval");
            await DoTaskAsync(desk, "suivi");
            await WatchAsync(drawn, () => DoTaskAsync(desk, "cloture"));
            await visit.GoAsync("/plans");
            await desk.ClickAsync("Plan 2027 · Souss-Massa");
            await desk.Page.Locator("a[href^='actions/']").Filter(new LocatorFilterOptions { HasText = Edition }).First.ClickAsync();
            await desk.SeeAsync(".page-head .state.done");
            await visit.PictureAsync("drawing-done");
        });
    }

    private static JsonObject Step(string id) => _steps.Single(s => IdOf(s) == id);

    private static string IdOf(JsonObject step) => step["id"]!.ToString();

    private static string NameOf(JsonObject step) => step["metadata"]!["displayText"]!.ToString();

    private static JsonNode Said(JsonObject step, string input) => step[input]!["expression"]!["value"]!;

    private static string Title(JsonObject step, string input) => JsonNode.Parse(Said(step, input).ToString())!["fr"]!.ToString();

    // The token that a frame was given, as its calls say it.
    private static async Task<string> TokenAsync(Visit visit)
    {
        var call = await visit.Page.WaitForRequestAsync(request => request.Url.Contains("/elsa/api/", StringComparison.Ordinal) && request.Headers.ContainsKey("authorization"));
        return call.Headers["authorization"];
    }

    private static async Task<string> CreateAsync(Visit visit)
    {
        await visit.GoAsync("/designer");
        var studio = visit.Page.FrameLocator("iframe.studio");
        var create = studio.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Create workflow" }).First;
        await create.WaitForAsync();
        var name = studio.GetByLabel("Name", new FrameLocatorGetByLabelOptions { Exact = true }).First;
        for (var tries = 1; ; tries++)
        {
            // A list that is still being filled takes the dialogue away again.
            try
            {
                await create.ClickAsync(new LocatorClickOptions { Timeout = Canvas.Patience / 20 });
                await name.FillAsync("Conseil tracé à la main", new LocatorFillOptions { Timeout = Canvas.Patience / 20 });
                break;
            }
            catch (TimeoutException) when (tries < MostTries)
            {
            }
        }

        await name.BlurAsync();
        await studio.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { NameRegex = new("^ok$", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => url.Contains("/designer/", StringComparison.Ordinal));
        return visit.Page.Url.Split('/')[^1];
    }

    private static async Task DrawAsync(Canvas canvas, Dictionary<string, string> drawn)
    {
        await canvas.OpenedAsync();
        foreach (var (step, place) in _steps.Select((step, place) => (step, place)))
        {
            drawn[IdOf(step)] = await canvas.PlaceAsync(_palette[step["type"]!.ToString()], 40 + (place % Columns * 460), 40 + (place / Columns * 130));
        }

        await canvas.SavedAsync(async () =>
        {
            foreach (var line in _model["root"]!["connections"]!.AsArray())
            {
                await canvas.ConnectAsync(drawn[line!["source"]!["activity"]!.ToString()], line["source"]!["port"]!.ToString(), drawn[line["target"]!["activity"]!.ToString()]);
            }
        });

        foreach (var step in _steps)
        {
            await canvas.NameAsync(drawn[IdOf(step)], NameOf(step));
            foreach (var (input, words) in _chosen.Where(c => step.ContainsKey(c.Key)))
            {
                await canvas.ChooseAsync(words, input switch
                {
                    "role" => Roles.NameOf(Said(step, input).ToString()).Fr,
                    "form" => $"{_model["name"]} · {NameOf(step)}",
                    _ => Said(step, input).ToString(),
                });
            }

            foreach (var (input, words) in _typed.Where(t => step.ContainsKey(t.Key)))
            {
                await canvas.TypeAsync(words, Said(step, input).ToString());
            }
        }
    }

    private static async Task FillAsync(Visit visit, string definitionId, Dictionary<string, string> drawn, string token)
    {
        var headers = new Dictionary<string, string> { ["authorization"] = token };
        var read = await visit.Page.APIRequest.GetAsync($"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest", new APIRequestContextOptions { Headers = headers });
        var model = JsonNode.Parse(await read.TextAsync())!.AsObject();
        foreach (var step in _steps)
        {
            var activity = ActivityOf(model, drawn[IdOf(step)]);
            Assert.Equal(NameOf(step), activity["metadata"]!["displayText"]!.ToString());
            foreach (var (member, value) in step.Where(m => m.Key is not ("id" or "nodeId" or "name" or "type" or "version" or "metadata")))
            {
                if (_chosen.ContainsKey(member) || _typed.ContainsKey(member))
                {
                    Assert.Equal(Said(step, member).ToString(), Said(activity, member).ToString());
                }
                else
                {
                    activity[member] = value?.DeepClone();
                }
            }

            if (activity["of"]?["expression"] is JsonObject of)
            {
                of["value"] = drawn[of["value"]!.ToString()];
            }
        }

        foreach (var member in new[] { "variables", "inputs" })
        {
            model[member] = _model[member]!.DeepClone();
        }

        model["customProperties"]!["Asmex"] = _model["customProperties"]!["Asmex"]!.DeepClone();
        model["customProperties"]!["Asmex"]!["code"] = "CONSEIL-TRACE";
        model.Remove("links");
        var saved = await visit.Page.APIRequest.PostAsync(
            "/elsa/api/workflow-definitions", new APIRequestContextOptions { Headers = headers, DataObject = new { model, publish = false } });
        Assert.True(saved.Status == 200, await saved.TextAsync());
    }

    private static JsonObject ActivityOf(JsonObject model, string id) => model["root"]!["activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => a["id"]!.ToString() == id);

    private static async Task PublishAsync(Visit visit, string definitionId)
    {
        await visit.GoAsync($"/designer/{definitionId}");
        var canvas = new Canvas(visit);
        await canvas.OpenedAsync();
        await canvas.Studio.Locator("elsa-activity-wrapper").First.WaitForAsync();
        await canvas.SavedAsync(() => canvas.Studio.Locator(StudioTests.PublishButton).ClickAsync());
    }

    private static Task DoTaskAsync(Desk desk, string step) => desk.DoAsync(Said(Step(step), "role").ToString(), Title(Step(step), "title"));

    private static Task DecideAsync(Desk desk, string step) => desk.DecideAsync(JsonNode.Parse(Said(Step(step), "by").ToString())![0]!.ToString(), Title(Step(step), "subject"));

    private async Task AssertDrawnAsync(string definitionId, Dictionary<string, string> drawn)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<StoredDefinition>().AsNoTracking()
            .SingleAsync(d => d.DefinitionId == definitionId && d.State == DefinitionState.Published);
        var root = JsonNode.Parse(stored.Source)!["root"]!;
        string LineOf(JsonNode? line, Func<string, string> of) => $"{of(line!["source"]!["activity"]!.ToString())} {line["source"]!["port"]} {of(line["target"]!["activity"]!.ToString())}";
        Assert.Equal(_steps.Count, root["activities"]!.AsArray().Count);
        Assert.Equal(
            _model["root"]!["connections"]!.AsArray().Select(line => LineOf(line, id => drawn[id])).Order(StringComparer.Ordinal),
            root["connections"]!.AsArray().Select(line => LineOf(line, id => id)).Order(StringComparer.Ordinal));
    }

    /// <summary>Somebody of the Centre looks at the running action: the step that is done turns, without a look of one's own.</summary>
    private Task WatchAsync(Dictionary<string, string> drawn, Func<Task> act) => house.BrowseAsync(async visit =>
    {
        await visit.Page.SetViewportSizeAsync(Width, Height);
        await visit.SignInAsync(Roles.Coordinator);
        await visit.GoAsync($"/designer/instances/{await InstanceAsync()}");
        var studio = visit.Page.FrameLocator("iframe.studio");
        ILocator Badge(string step, string colour) => studio.Locator($"#activity-{drawn[step]} .mud-badge.mud-theme-{colour}");
        await Badge("cloture", "warning").WaitForAsync(new LocatorWaitForOptions { Timeout = Canvas.Patience, State = WaitForSelectorState.Attached });
        await visit.PictureAsync("drawing-viewer-before");

        await act();

        await house.SeenByAsync(Badge("cloture", "success"));
        await house.SeenByAsync(Badge("end", "success"));
        await visit.PictureAsync("drawing-viewer-after");
    });

    private async Task<string> InstanceAsync()
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<WorkflowInstance>().Where(i => i.ActionId != null).Select(i => i.Id).SingleAsync();
    }

    /// <summary>Both firms say yes to the letter about this.</summary>
    private async Task AnswerAsync(string about, string aboutInArabic)
    {
        foreach (var (address, words) in new[] { (SmallHouse.ArganAddress, aboutInArabic), (SmallHouse.CitrusAddress, about) })
        {
            await house.BrowseAsync(async visit =>
            {
                var firm = new Desk(visit);
                await visit.GoAsync(await firm.LinkInLetterAsync(address, words, "/a/"));
                await firm.Page.Locator("input[value=Yes]").CheckAsync();
                await firm.Page.Locator("form button.main").ClickAsync();
                await firm.SeeAsync(".notice.done");
            });
        }
    }
}
