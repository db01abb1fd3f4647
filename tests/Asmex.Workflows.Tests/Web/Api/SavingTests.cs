using System.Net;
using System.Text.Json.Nodes;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Tests.Web.Api;

public sealed class SavingTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    [Fact]
    public async Task What_another_saved_meanwhile_is_not_overwritten_and_is_said()
    {
        using var coordinator = await ApiCaller.AsAsync(house, Roles.Coordinator, window: "w1");
        using var administrator = await ApiCaller.AsAsync(house, Roles.Administrator, window: "w2");
        (await coordinator.SaveAsync(Drawn("race", "one"))).Accepted();
        var (mine, theirs) = (await ReadAsync(coordinator, "race"), await ReadAsync(administrator, "race"));
        theirs["description"] = "theirs";
        (await administrator.SaveAsync(theirs)).Accepted();

        mine["description"] = "mine";
        var refused = await coordinator.SaveAsync(mine);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("a enregistré ce brouillon entre-temps", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", refused.Whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal("theirs", (await ReadAsync(coordinator, "race"))["description"]?.ToString());
    }

    [Fact]
    public async Task A_window_may_save_again_before_it_has_heard_of_its_last_save_but_not_from_a_second_tab()
    {
        using var window = await ApiCaller.AsAsync(house, Roles.Coordinator, window: "w1");
        using var tab = await ApiCaller.AsAsync(house, Roles.Coordinator, window: "w2");
        (await window.SaveAsync(Drawn("twice", "one"))).Accepted();
        var read = await ReadAsync(window, "twice");
        var elsewhere = await ReadAsync(tab, "twice");

        read["description"] = "a";
        (await window.SaveAsync(read)).Accepted();
        read["description"] = "b";
        (await window.SaveAsync(read)).Accepted();
        elsewhere["description"] = "c";

        Assert.Equal(HttpStatusCode.BadRequest, (await tab.SaveAsync(elsewhere)).Status);
        Assert.Equal("b", (await ReadAsync(window, "twice"))["description"]?.ToString());
    }

    [Fact]
    public async Task A_draft_leaves_the_published_version_and_publishing_replaces_it()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        var first = (await caller.SaveAsync(Drawn("life", "one"), publish: true)).Accepted();
        Assert.Equal((1, true), (first["workflowDefinition"]!["version"]!.GetValue<int>(), first["workflowDefinition"]!["isPublished"]!.GetValue<bool>()));

        var draft = (await caller.SaveAsync(Drawn("life", "two"))).Accepted();
        var published = (await caller.GetAsync("/workflow-definitions/by-definition-id/life?versionOptions=Published")).Accepted();
        Assert.Equal((2, false, 1), (draft["workflowDefinition"]!["version"]!.GetValue<int>(), draft["workflowDefinition"]!["isPublished"]!.GetValue<bool>(), published["version"]!.GetValue<int>()));

        (await caller.PostAsync("/workflow-definitions/life/publish")).Accepted();
        Assert.True((await ReadAsync(caller, "life"))["isPublished"]!.GetValue<bool>());
        var retracted = (await caller.PostAsync("/workflow-definitions/life/retract", new JsonObject())).Accepted();
        Assert.False(retracted["isPublished"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, (await caller.SendAsync(HttpMethod.Delete, "/workflow-definitions/life", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync("/workflow-definitions/by-definition-id/life")).Status);
    }

    [Fact]
    public async Task Publishing_a_faulty_one_says_each_activity_and_keeps_the_draft_as_it_was()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);
        (await caller.SaveAsync(Drawn("faulty", "one"))).Accepted();
        var faulty = Drawn("faulty", "two");
        faulty["root"]!["activities"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = "Ask1", ["type"] = "AsmexDelegateTask", ["version"] = 1, ["metadata"] = new JsonObject { ["displayText"] = "Recueil" } });
        faulty["root"]!["activities"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = "Mail1", ["type"] = "Elsa.SendEmail", ["version"] = 1 });

        var refused = await caller.SaveAsync(faulty, publish: true);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Recueil : Il manque « Titre, en trois langues ». Remplissez ce champ.", refused.Reasons);
        Assert.Contains("Mail1 : Les étapes de type Elsa.SendEmail ne sont pas prises en charge. Remplacez-la par une étape de la palette.", refused.Reasons);
        Assert.Equal("one", (await ReadAsync(caller, "faulty"))["root"]!["activities"]![0]!["id"]?.ToString());
    }

    [Fact]
    public async Task An_action_type_is_not_run_alone_and_says_where()
    {
        using var caller = await house.CallAsync(Roles.Coordinator);

        var refused = await caller.PostAsync("/workflow-definitions/conseil-export/execute", new JsonObject());

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("plan", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_the_application_is_completed_and_an_event_triggered_by_an_administrator()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        var model = Drawn("asking", "one");
        var task = new JsonObject { ["id"] = "ask", ["type"] = "Elsa.RunTask", ["version"] = 1, ["taskName"] = Literal("weigh") };
        var happens = new JsonObject { ["id"] = "happens", ["type"] = "Elsa.Event", ["version"] = 1, ["eventName"] = Literal("Arrived") };
        model["root"] = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(task, happens) };
        (await caller.SaveAsync(model, publish: true)).Accepted();
        var state = (await caller.PostAsync("/workflow-definitions/asking/execute", new JsonObject())).Accepted()["workflowState"]!;
        var (id, taskId) = (state["id"]!.ToString(), state["bookmarks"]![0]!["payload"]!["taskId"]!.ToString());

        await caller.PostAsync($"/tasks/{taskId}/complete", new JsonObject { ["result"] = 7 });
        await caller.PostAsync("/events/Arrived/trigger", new JsonObject());

        Assert.Equal("Finished", (await caller.GetAsync($"/workflow-instances/{id}/execution-state")).Accepted()["status"]?.ToString());
    }

    [Fact]
    public async Task Instances_are_found_by_their_times_and_what_cannot_be_asked_is_refused()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        foreach (var (column, compared, at, isMet) in new[]
        {
            ("CreatedAt", "GreaterThan", "2000-01-01T00:00:00Z", true), ("CreatedAt", "LessThan", "2000-01-01T00:00:00Z", false),
            ("FinishedAt", "LessThanOrEqual", "2000-01-01T00:00:00Z", false), ("UpdatedAt", "IsNot", "2000-01-01", true),
        })
        {
            var filter = new JsonObject { ["column"] = column, ["operator"] = compared, ["timestamp"] = at };
            Assert.Equal(isMet, (await caller.PostAsync("/workflow-instances", new JsonObject { ["timestampFilters"] = new JsonArray(filter) })).Accepted()["items"]!.AsArray().Count > 0);
        }

        foreach (var bad in new[] { """{ "timestampFilters": [{ "column": "Name", "operator": "Is", "timestamp": "2000-01-01" }] }""", """{ "searchTerm": "\ud800" }""", """{ "searchTerm": "a\u0000" }""" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await caller.SendAsync(HttpMethod.Post, "/workflow-instances", bad)).Status);
        }

        Assert.Empty((await caller.PostAsync("/workflow-instances", new JsonObject { ["page"] = int.MaxValue, ["pageSize"] = 100 })).Accepted()["items"]!.AsArray());
    }

    [Fact]
    public async Task A_persons_task_is_not_completed_through_the_API()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        var found = (await caller.PostAsync("/workflow-instances", new JsonObject { ["status"] = "Running", ["pageSize"] = 100 })).Accepted()["items"]!.AsArray();
        var whole = (await caller.GetAsync($"/workflow-instances/{found[0]!["id"]}")).Accepted();
        var bookmark = whole["workflowState"]!["bookmarks"]![0]!["id"]!.ToString();

        await caller.PostAsync($"/tasks/{bookmark}/complete", new JsonObject { ["result"] = new JsonObject { ["outcome"] = "Done" } });

        var after = (await caller.GetAsync($"/workflow-instances/{found[0]!["id"]}")).Accepted();
        Assert.Contains(after["workflowState"]!["bookmarks"]!.AsArray(), b => b!["id"]!.ToString() == bookmark);
    }

    private static async Task<JsonObject> ReadAsync(ApiCaller caller, string id) => (await caller.GetAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest")).Accepted().AsObject();

    private static JsonObject Literal(string text) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } };

    private static JsonObject Drawn(string definitionId, string line) => new()
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["root"] = new JsonObject
        {
            ["id"] = "f",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(new JsonObject { ["id"] = line, ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Literal(line) }),
            ["connections"] = new JsonArray(),
        },
    };
}
