using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web.Api;

public sealed class HubTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private const char End = '\u001e';

    [Fact]
    public async Task A_viewer_hears_the_three_messages_when_its_instance_moves()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        var id = await WaitingAsync(caller, "live", "Go");
        using var socket = await ObservedAsync(caller, id);

        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await caller.PostAsync("/events/Go/trigger", new JsonObject());
        house.Clock.Advance(TimeSpan.FromSeconds(2));

        var stats = await NextAsync(socket, 1);
        Assert.Equal("ActivityExecutionLogUpdatedAsync", stats["target"]?.ToString());
        var waited = stats["arguments"]![0]!["stats"]!.AsArray().Single(s => s!["activityId"]!.ToString() == "wait")!;
        Assert.Equal((1, false), (waited["completedCount"]!.GetValue<int>(), waited["isBlocked"]!.GetValue<bool>()));
        Assert.Equal("WorkflowExecutionLogUpdatedAsync", (await NextAsync(socket, 1))["target"]?.ToString());
        var updated = await NextAsync(socket, 1);
        Assert.Equal(("WorkflowInstanceUpdatedAsync", id), (updated["target"]?.ToString(), updated["arguments"]![0]!["workflowInstanceId"]?.ToString()));
    }

    [Fact]
    public async Task A_viewer_whose_account_is_closed_is_shown_out_and_hears_nothing_more()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        using var auditor = await house.CallAsync(Roles.Auditor);
        var id = await WaitingAsync(caller, "left", "Leave");
        using var socket = await ObservedAsync(auditor, id);

        await CloseAuditorsAsync(house.Clock.GetUtcNow());
        try
        {
            await caller.PostAsync("/events/Leave/trigger", new JsonObject());
            house.Clock.Advance(TimeSpan.FromSeconds(2));

            Assert.DoesNotContain("Updated", await ToTheEndAsync(socket), StringComparison.Ordinal);
        }
        finally
        {
            await CloseAuditorsAsync(null);
        }
    }

    private async Task CloseAuditorsAsync(DateTimeOffset? at)
    {
        await using var scope = house.Scope();
        await scope.Db.Users.Where(p => p.Appointments.Any(a => a.Role == Roles.Auditor)).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, at));
    }

    private static async Task<string> WaitingAsync(ApiCaller caller, string definitionId, string eventName)
    {
        var wait = new JsonObject { ["id"] = "wait", ["type"] = "Elsa.Event", ["version"] = 1, ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = eventName } } };
        var model = new JsonObject { ["definitionId"] = definitionId, ["name"] = definitionId, ["root"] = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(wait) } };
        (await caller.SaveAsync(model, publish: true)).Accepted();
        return (await caller.PostAsync($"/workflow-definitions/{definitionId}/execute", new JsonObject())).Accepted()["workflowState"]!["id"]!.ToString();
    }

    private async Task<ClientWebSocket> ObservedAsync(ApiCaller caller, string id)
    {
        var socket = await OpenAsync(caller.Token!);
        await SendAsync(socket, new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = "ObserveInstanceAsync", ["arguments"] = new JsonArray(id) });
        Assert.Equal("1", (await NextAsync(socket, 3))["invocationId"]?.ToString());
        return socket;
    }

    [Fact]
    public async Task The_hub_is_not_there_without_a_token_or_for_a_delegate()
    {
        using var coordinator = await house.CallAsync(Roles.Coordinator);
        using var caller = await house.CallAsync(Roles.Delegate);
        using var http = new HttpClient { BaseAddress = house.Address };

        async Task<HttpStatusCode> AskAsync(string query)
        {
            using var answer = await http.PostAsync(new Uri("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1" + query, UriKind.Relative), null);
            return answer.StatusCode;
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.OK],
            [await AskAsync(""), await AskAsync("&access_token=" + Uri.EscapeDataString(caller.Token!)), await AskAsync("&access_token=" + Uri.EscapeDataString(coordinator.Token!))]);
    }

    private async Task<ClientWebSocket> OpenAsync(string token)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{house.Address.Authority}/elsa/hubs/workflow-instance?access_token={Uri.EscapeDataString(token)}"), default);
        await SendAsync(socket, new JsonObject { ["protocol"] = "json", ["version"] = 1 });
        await ReadAsync(socket);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, JsonObject message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + End), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<JsonNode> NextAsync(ClientWebSocket socket, int type)
    {
        while (true)
        {
            if (await ReadAsync(socket) is var message && message["type"]?.GetValue<int>() == type)
            {
                return message;
            }
        }
    }

    /// <summary>All that still comes until the other side ends it, in order or not.</summary>
    private static async Task<string> ToTheEndAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (text, some) = (new StringBuilder(), new byte[1024]);
        try
        {
            while (await socket.ReceiveAsync(some, patience.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.Append(Encoding.UTF8.GetString(some, 0, part.Count));
            }
        }
        catch (WebSocketException)
        {
        }

        return text.ToString();
    }

    // One character after the other: two messages may come in one frame.
    private static async Task<JsonNode> ReadAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var (text, one) = (new List<byte>(), new byte[1]);
        while (true)
        {
            await socket.ReceiveAsync(one, patience.Token);
            if (one[0] == End)
            {
                return JsonNode.Parse(text.ToArray())!;
            }

            text.Add(one[0]);
        }
    }
}
