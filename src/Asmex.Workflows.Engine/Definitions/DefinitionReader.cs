using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>From JSON to a definition; collects every fault on the way.</summary>
internal sealed partial class DefinitionReader(ActivityCatalog activities, IDefinitionResolver? definitions)
{
    private readonly List<DefinitionFault> _faults = [];
    private readonly Stack<string> _around = new();
    private bool _asksForOutputs;

    public static WorkflowDefinition Read(string json, ActivityCatalog activities, IDefinitionResolver? definitions)
    {
        JsonObject? source;
        try
        {
            source = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject;
        }
        catch (JsonException problem)
        {
            throw new DefinitionFaultException([new DefinitionFault("$", null, $"The file is not JSON: {problem.Message}", "Correct the JSON.") { Reason = new("Unreadable", problem.Message) }]);
        }
        try
        {
            return new DefinitionReader(activities, definitions).Read(source ?? []);
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            throw new DefinitionFaultException([new DefinitionFault("$", null, $"The definition cannot be read: {problem.Message}", "Correct the member that it names.") { Reason = new("Unreadable", problem.Message) }]);
        }
    }

    private WorkflowDefinition Read(JsonObject source)
    {
        var definitionId = Text(source, "definitionId") ?? "";
        if (definitionId.Length == 0)
            Fault("$.definitionId", null, "The definition has no definitionId.", "Give it one that stays the same over its versions.", new("NoDefinitionId"));
        _around.Push(definitionId);
        var workflow = new ActivityNode(null, "Workflow1", "Elsa.Workflow", Text(source, "name"), source, "$");
        var variables = Variables(source, "$");
        if (source["root"] is JsonObject root)
            Child(workflow, root, "$.root");
        else
            Fault("$.root", null, "The definition has no root activity.", "Add a flowchart or a sequence as its root.", new("NoRoot"));
        workflow.Activity = new WorkflowActivity(workflow.Children.Count == 0 ? null : workflow.Children[0]);
        workflow.Variables = variables;
        DefinitionChecks.Run(workflow, _faults);
        if (_faults.Any(f => !f.IsWarning))
            throw new DefinitionFaultException(Named(source["root"]));
        return new WorkflowDefinition
        {
            Id = Text(source, "id") is { Length: > 0 } id ? id : $"{definitionId}:{Number(source, "version")}",
            DefinitionId = definitionId,
            Version = Number(source, "version"),
            Name = Text(source, "name"),
            Source = source,
            Variables = variables,
            Inputs = [.. Objects(source, "inputs").Select(i => new WorkflowInput(Text(i, "name") ?? "", Text(i, "type") ?? "Object", i["defaultValue"]))],
            Outputs = [.. Objects(source, "outputs").Select(o => Text(o, "name") ?? "")],
            Outcomes = Names(source),
            Warnings = _faults,
            Workflow = workflow,
            AsksForOutputs = _asksForOutputs || AsksForOutput().IsMatch(source.ToJsonString()),
        };
    }

    private ActivityNode? Child(ActivityNode parent, JsonObject source, string path)
    {
        var before = _around.Count;
        try
        {
            return ReadChild(parent, source, path);
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            // A circle is told by who is around; what broke off in between left them there.
            while (_around.Count > before)
                _around.Pop();
            Fault(path, IdOf(source), $"It cannot be read: {problem.Message}", "Correct the member that it names.", new("Unreadable", problem.Message));
            return null;
        }
    }

    private ActivityNode? ReadChild(ActivityNode parent, JsonObject source, string path)
    {
        var (type, id) = (Text(source, "type") ?? "", Text(source, "id") ?? "");
        if (id.Length == 0)
            Fault(path, null, $"An activity of type '{type}' has no id.", "Give it an id that is unique in its container.", new("NoId", type));
        if (parent.ChildList.Any(c => c.Id == id))
            Fault(path, id, "Another activity of the same container has this id.", "Give it an id of its own.", new("SameId", id));
        var node = new ActivityNode(parent, id, type, Text(source, "name"), source, path)
        {
            CanStartWorkflow = source["customProperties"]?["canStartWorkflow"]?.GetValueKind() == JsonValueKind.True,
            Variables = Variables(source, path),
        };
        if (activities.Find(type) is { } known)
            Fill(node, known);
        else if (!FillFromDefinition(node))
            return null;
        parent.ChildList.Add(node);
        return node;
    }

    private void Fill(ActivityNode node, ActivityType type)
    {
        node.Activity = type.Create(node.Source, (property, message, reason) =>
            Fault($"{node.Path}.{property.Member}", node.Id, $"It {message}", property.IsRequired && node.Source[property.Member] is null ? $"Add '{property.Member}'." : "Correct it.", reason with { Values = [.. reason.Values, type.Name[(type.Name.LastIndexOf('.') + 1)..]] }));
        TellUnknown(node, type.Inputs.Select(i => i.Member));
        foreach (var port in type.Ports)
            FillPort(node, port);
        if (node.Activity is Flowchart flowchart)
            Connect(node, flowchart);
        node.Ports = node.Activity is IHasPorts own ? own.Ports : type.Outcomes;
    }

    // A misspelt input would be kept, as all that is not understood, and nobody would know that it does nothing.
    private void TellUnknown(ActivityNode node, IEnumerable<string> inputs)
    {
        var known = inputs.ToList();
        foreach (var (member, value) in node.Source)
            if (value is JsonObject input && input["expression"] is JsonObject && !known.Contains(member, StringComparer.OrdinalIgnoreCase))
                _faults.Add(new DefinitionFault($"{node.Path}.{member}", node.Id, $"Activities of type {node.Type} have no input '{member}': it is kept and does nothing.",
                    known.Count == 0 ? "Remove it." : $"Use one of: {string.Join(", ", known)}.", IsWarning: true));
    }

    private void FillPort(ActivityNode node, ActivityProperty port)
    {
        if (port.Type == typeof(ActivityNode))
        {
            if (node.Source[port.Member] is JsonObject one)
                port.Set(node.Activity, Child(node, one, $"{node.Path}.{port.Member}"));
            return;
        }
        var children = new List<ActivityNode?>();
        var member = port.Port!.Within ?? port.Member;
        var items = node.Source[member] as JsonArray ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            var path = $"{node.Path}.{member}[{index}]";
            var found = port.Port.Element is { } element
                ? items[index]?[element] is JsonObject inner ? Child(node, inner, $"{path}.{element}") : null
                : items[index] is JsonObject item ? Child(node, item, path) : null;
            if (found is not null || port.Port.Element is not null)
                children.Add(found);
        }
        port.Set(node.Activity, children);
    }

    private List<Variable> Variables(JsonObject source, string path)
    {
        var variables = new List<Variable>();
        foreach (var one in Objects(source, "variables"))
        {
            var (id, name) = (Text(one, "id") ?? Text(one, "name") ?? "", Text(one, "name") ?? "");
            var (type, isArray) = (Text(one, "typeName") ?? "Object", one["isArray"]?.GetValueKind() == JsonValueKind.True);
            var given = Values.FromJson(one["value"]);
            try
            {
                var value = given is string text && (isArray || type is not ("String" or "Int32" or "Boolean")) ? Conversion.Structured(text) ?? given : given;
                variables.Add(new Variable(id, name, type, isArray, value is "" && type != "String" ? null : Conversion.ToVariable(value, type, isArray)));
            }
            catch (Exception problem) when (problem is FormatException or JsonException)
            {
                Fault($"{path}.variables[{variables.Count}].value", null, $"Variable '{name}' of type {type} cannot hold its value: {problem.Message}", "Correct the value or the type.", new("VariableValue", name, problem.Message));
                variables.Add(new Variable(id, name, type, isArray, null));
            }
        }
        return variables;
    }

    // A member of another kind than it must be, or the same member twice.
    private static bool IsUnreadable(Exception problem) => problem is InvalidOperationException or ArgumentException or FormatException;

    private static string? IdOf(JsonObject source)
    {
        try
        {
            return Text(source, "id");
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Fault(string path, string? activity, string message, string remedy, FaultReason reason) => _faults.Add(new DefinitionFault(path, activity, message, remedy) { Reason = reason });

    private List<DefinitionFault> Named(JsonNode? root)
    {
        var names = new Dictionary<string, string>();
        Names(root, names);
        return [.. _faults.Select(f => f.ActivityId is { } id && names.TryGetValue(id, out var name) ? f with { ActivityName = name } : f)];
    }

    // Whatever has an id and a text to show: what stands around may be broken.
    private static void Names(JsonNode? node, Dictionary<string, string> names)
    {
        if (node is JsonArray items)
            items.ToList().ForEach(item => Names(item, names));
        if (node is not JsonObject members)
            return;
        try
        {
            if (Text(members, "id") is { } id && members["metadata"] is JsonObject metadata && Text(metadata, "displayText") is { Length: > 0 } shown)
                names.TryAdd(id, shown);
            foreach (var member in members)
                Names(member.Value, names);
        }
        catch (ArgumentException)
        {
            // A member that stands twice; its own fault says so.
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonObject source, string member) => (source[member] as JsonArray ?? []).OfType<JsonObject>();

    private static List<string> Names(JsonObject source) => [.. (source["outcomes"] as JsonArray ?? []).OfType<JsonValue>().Select(o => o.ToString())];

    private static string? Text(JsonObject source, string member) => source[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Number(JsonObject source, string member) => source[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 1;

    [GeneratedRegex("""OutputFrom|getLastResult|"type":"Output"|get[A-Z]\w*From[A-Z]\w*\(""")]
    private static partial Regex AsksForOutput();
}
