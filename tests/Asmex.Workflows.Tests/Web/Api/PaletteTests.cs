using System.Text.Json.Nodes;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Asmex.Workflows.Tests.Engine.Draw;

namespace Asmex.Workflows.Tests.Web.Api;

public sealed class PaletteTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    [Fact]
    public async Task Lists_to_choose_from_hold_the_letters_to_firms_the_roles_and_the_segments_that_are_shared()
    {
        var owner = new Actor(Guid.CreateVersion7(), "Nadia Alami", "fr", [new Holding(Roles.Coordinator, null)]);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
            db.Add(new FirmSegment("Coopératives du Souss", new(Text: "souss"), isShared: true, owner, DateTimeOffset.UnixEpoch));
            db.Add(new FirmSegment("Les miennes", new(Text: "argan"), isShared: false, owner, DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync();
        }

        using var caller = await house.CallAsync(Roles.Coordinator);
        var types = (await caller.GetAsync("/descriptors/activities")).Accepted()["items"]!.AsArray().Select(t => t!.AsObject()).ToDictionary(t => t["typeName"]!.ToString());

        var segments = ItemsOf(types["AsmexInvite"], "Segments", "checklist", "checkList");
        Assert.Contains("Coopératives du Souss", segments);
        Assert.DoesNotContain("Les miennes", segments);
        Assert.Contains("invitation", ItemsOf(types["AsmexInvite"], "Letter", "dropdown", "selectList"));
        Assert.Contains("Délégué régional", ItemsOf(types["AsmexDelegateTask"], "Role", "dropdown", "selectList"));
    }

    [Fact]
    public async Task Forms_of_other_tasks_are_offered_by_name_before_the_fields_and_one_that_is_chosen_is_copied_when_the_drawing_is_saved()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var inputs = (await caller.GetAsync("/descriptors/activities/AsmexDelegateTask")).Accepted()["inputs"]!.AsArray().Select(i => i!.AsObject()).ToList();
        var names = inputs.ConvertAll(i => i["name"]!.ToString());
        var chooser = inputs[names.IndexOf("FormOf")];
        var offered = chooser["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Single(i => i!["text"]!.ToString() == "Conseil régional de l'export et levée des obstacles · Clôture de la session")!;

        var task = Activity("AsmexDelegateTask", "ask", ("formOf", Literal(offered["value"]!.ToString())));
        var saved = (await caller.SaveAsync(new JsonObject { ["name"] = "Conseil", ["root"] = Sequence("s", task) })).Accepted()["workflowDefinition"]!["root"]!["activities"]![0]!;

        Assert.Equal(("json-editor", "Reprendre le formulaire d'une autre tâche"), (inputs[names.IndexOf("FormOf") + 1]["uiHint"]!.ToString(), chooser["displayName"]!.ToString()));
        Assert.Contains("removed90", saved["form"]!["expression"]!["value"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(saved["formOf"]);
    }

    private static IReadOnlyList<string> ItemsOf(JsonObject type, string input, string hint, string list) =>
        [.. type["inputs"]!.AsArray().Single(i => i!["name"]!.ToString() == input)!["uiSpecifications"]![hint]![list]!["items"]!.AsArray().Select(i => i!["text"]!.ToString())];
}
