using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>The lines of flowcharts, and definitions used as activities.</summary>
internal sealed partial class DefinitionReader
{
    private void Connect(ActivityNode node, Flowchart flowchart)
    {
        var connections = new List<Connection>();
        var byId = new Dictionary<string, ActivityNode>();
        foreach (var child in flowchart.Activities)
            byId.TryAdd(child.Id, child);
        var given = node.Source["connections"] as JsonArray ?? [];
        for (var index = 0; index < given.Count; index++)
        {
            if (given[index] is not JsonObject line)
                continue;
            var path = $"{node.Path}.connections[{index}]";
            var source = End(line, "source", byId, path, node);
            var target = End(line, "target", byId, path, node);
            if (source is not null && target is not null)
                connections.Add(new Connection(connections.Count, source, PortOf(line), target));
        }
        flowchart.Connect(connections, Text(node.Source, "start") is { } start ? byId.GetValueOrDefault(start) : null);
    }

    private ActivityNode? End(JsonObject line, string member, Dictionary<string, ActivityNode> byId, string path, ActivityNode flowchart)
    {
        var id = line[member] is JsonObject end ? Text(end, "activity") : Text(line, member);
        if (id is not null && byId.TryGetValue(id, out var found))
            return found;
        // An activity of an unknown type has its own fault; its lines need none.
        if ((flowchart.Source["activities"] as JsonArray ?? []).OfType<JsonObject>().All(a => Text(a, "id") != id))
            Fault($"{path}.{member}.activity", flowchart.Id, $"A line's {member} '{id}' is no activity of this flowchart.", "Draw the line again or remove it.", new("LineEnd", id ?? ""));
        return null;
    }

    private static string PortOf(JsonObject line) =>
        (line["source"] is JsonObject source ? Text(source, "port") : Text(line, "sourcePort")) is { Length: > 0 } port ? port : "Done";

    private bool FillFromDefinition(ActivityNode node)
    {
        var version = node.Source["version"] is JsonValue drawn && drawn.TryGetValue<int>(out var number) ? number : (int?)null;
        var used = definitions?.Find(node.Type, Text(node.Source, "workflowDefinitionId"), Text(node.Source, "workflowDefinitionVersionId"), version);
        if (used is null)
        {
            Fault(node.Path, node.Id, $"Activities of type '{node.Type}' are not supported.", SupportedTypes.NearestTo(node.Type, activities), new("UnknownType", node.Type));
            return false;
        }
        var id = Text(used, "definitionId") ?? node.Type;
        if (_around.Contains(id))
        {
            Fault(node.Path, node.Id, $"Definition '{id}' uses itself: {string.Join(" → ", _around.Reverse().Append(id))}.", "Remove the circle; start the other workflow with Elsa.DispatchWorkflow.", new("UsesItself", id));
            return false;
        }
        _around.Push(id);
        _asksForOutputs |= AsksForOutput().IsMatch(used.ToJsonString());
        node.Variables = Variables(used, node.Path);
        var root = used["root"] is JsonObject inner ? Child(node, inner, $"{node.Path}<{id}>.root") : null;
        _around.Pop();
        if (root is null)
            return false;
        node.Activity = new DefinitionActivity(root, Names(used), InputsOf(node, used), OutputsOf(node, used));
        node.Ports = ((DefinitionActivity)node.Activity).Ports;
        TellUnknown(node, Objects(used, "inputs").Select(i => JsonNamingPolicy.CamelCase.ConvertName(Text(i, "name") ?? "")));
        return true;
    }

    private Dictionary<string, Input<object>> InputsOf(ActivityNode node, JsonObject used)
    {
        var inputs = new Dictionary<string, Input<object>>();
        foreach (var name in Objects(used, "inputs").Select(i => Text(i, "name") ?? ""))
        {
            var given = node.Source[JsonNamingPolicy.CamelCase.ConvertName(name)];
            if (given is null)
                continue;
            inputs[name] = (Input<object>)ActivityType.Wrap(typeof(Input<object>), given);
            if (inputs[name].Problem() is { } problem)
                Fault($"{node.Path}.{JsonNamingPolicy.CamelCase.ConvertName(name)}", node.Id, $"It has an input '{name}' that cannot be read: {problem}", "Correct it.", new("InputUnreadable", name, problem));
        }
        return inputs;
    }

    private static Dictionary<string, Output<object>> OutputsOf(ActivityNode node, JsonObject used) => Objects(used, "outputs")
        .Select(o => Text(o, "name") ?? "")
        .ToDictionary(name => name, name => new Output<object>(node.Source[JsonNamingPolicy.CamelCase.ConvertName(name)]?["memoryReference"]?["id"]?.GetValue<string>()));
}
