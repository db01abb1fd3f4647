using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Asmex.Workflows.People;

namespace Asmex.Workflows.Tests.Web.Api;

public sealed class HubTests(ApiHouse house) : IClassFixture<ApiHouse>
{
    private const char End = '\u001e';

    [Fact]
    public async Task A_viewer_hears_the_three_messages_when_its_instance_moves()
    {
        using var caller = await house.CallAsync(Roles.Administrator);
        var wait = new JsonObject { ["id"] = "wait", ["type"] = "Elsa.Event", ["version"] = 1, ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "Go" } } };
        var model = new JsonObject { ["definitionId"] = "live", ["name"] = "live", ["root"] = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(wait) } };
        (await caller.SaveAsync(model, publish: true)).Accepted();
        var id = (await caller.PostAsync("/workflow-definitions/live/execute", new JsonObject())).Accepted()["workflowState"]!["id"]!.ToString();
        using var socket = await OpenAsync(caller.Token!);
        await SendAsync(socket, new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = "ObserveInstanceAsync", ["arguments"] = new JsonArray(id) });
        Assert.Equal("1", (await NextAsync(socket, 3))["invocationId"]?.ToString());

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
