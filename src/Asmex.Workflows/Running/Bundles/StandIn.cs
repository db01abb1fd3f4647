using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>The definition that stands in for one of our activity types on a stock Elsa server: it asks the application for a task of that name
/// and leaves by the outcome that the answer names. Elsa names the activity type after the definition.</summary>
internal static class StandIn
{
    /// <summary>The category that its palette shows it under.</summary>
    private const string Category = "Asmex";
    private const string VariableId = "ans";
    private const string Variable = "Answer";

    public static JsonObject For(ActivityDescriptor type, IReadOnlyList<string> outcomes) => new()
    {
        ["id"] = "",
        ["definitionId"] = type.TypeName,
        ["name"] = type.TypeName,
        ["description"] = type.Description,
        ["toolVersion"] = "3.8.0.0",
        ["version"] = 1,
        ["variables"] = new JsonArray(new JsonObject
        {
            ["id"] = VariableId,
            ["name"] = Variable,
            ["typeName"] = "Object",
            ["isArray"] = false,
            ["value"] = null,
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        }),
        ["inputs"] = new JsonArray([.. type.Inputs.Select(i => Argument(i.Name, i.TypeName, "single-line"))]),
        ["outputs"] = new JsonArray([.. type.Outputs.Select(o => Argument(o.Name, o.TypeName, null))]),
        ["outcomes"] = new JsonArray([.. outcomes.Select(o => (JsonNode)o)]),
        ["customProperties"] = new JsonObject(),
        ["isLatest"] = true,
        ["isPublished"] = false,
        ["options"] = new JsonObject { ["usableAsActivity"] = true, ["activityCategory"] = Category },
        ["root"] = Root(type, outcomes),
    };

    private static JsonObject Argument(string name, string typeName, string? hint)
    {
        var argument = new JsonObject { ["type"] = typeName.EndsWith("[]", StringComparison.Ordinal) ? "Object" : typeName, ["name"] = name, ["displayName"] = name };
        if (hint is not null)
        {
            argument["uiHint"] = hint;
        }

        argument["category"] = Category;
        return argument;
    }

    private static JsonObject Root(ActivityDescriptor type, IReadOnlyList<string> outcomes)
    {
        var root = Activity("f", "Elsa.Flowchart", isRoot: true);
        root["activities"] = new JsonArray([Task(type), .. type.Outputs.Select(Give), Choice(outcomes), .. outcomes.Select(End)]);
        root["connections"] = new JsonArray([.. Lines(type, outcomes)]);
        return root;
    }

    private static JsonObject Task(ActivityDescriptor type)
    {
        var task = Activity("task", "Elsa.RunTask");
        task["taskName"] = Value("String", "Literal", TaskName(type.TypeName));
        task["payload"] = Value("ObjectDictionary", "JavaScript", $"return {{ {string.Join(", ", type.Inputs.Select(i => $"{Member(i.Name)}: getInput('{i.Name}')"))} }};");
        task["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = VariableId } };
        return task;
    }

    private static JsonObject Give(OutputDescriptor output)
    {
        var give = Activity("give" + output.Name, "Elsa.SetOutput");
        give["outputName"] = Value("String", "Literal", output.Name);
        give["outputValue"] = Value("Object", "Variable", new JsonObject { ["id"] = VariableId, ["name"] = Variable, ["typeName"] = "Object" });
        return give;
    }

    private static JsonObject Choice(IReadOnlyList<string> outcomes)
    {
        var choice = Activity("sw", "Elsa.FlowSwitch");
        choice["cases"] = new JsonArray([.. outcomes.Select(o => new JsonObject
        {
            ["label"] = o,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"return variables.{Variable}?.outcome == '{o.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}';" },
        })]);
        choice["mode"] = Value("Elsa.Workflows.Models.SwitchMode, Elsa.Workflows.Core", "Literal", "MatchFirst");
        return choice;
    }

    private static JsonObject End(string outcome)
    {
        var end = Activity("end" + outcome, "Elsa.Complete");
        end["outcomes"] = Value("Object", "Literal", outcome);
        return end;
    }

    private static IEnumerable<JsonNode> Lines(ActivityDescriptor type, IReadOnlyList<string> outcomes)
    {
        string[] way = ["task", .. type.Outputs.Select(o => "give" + o.Name), "sw"];
        return way.Zip(way.Skip(1), (from, to) => Line(from, "Done", to))
            .Concat(outcomes.Select(o => Line("sw", o, "end" + o)))
            // An answer that names no outcome: where there is only one, it is meant; else the task is asked for again.
            .Append(Line("sw", "Default", outcomes.Count == 1 ? "end" + outcomes[0] : "task"));
    }

    private static JsonObject Line(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Activity(string id, string type, bool isRoot = false)
    {
        var activity = new JsonObject { ["id"] = id, ["nodeId"] = isRoot ? $"Workflow1:{id}" : $"Workflow1:f:{id}" };
        if (!isRoot)
        {
            activity["name"] = id;
        }

        activity["type"] = type;
        activity["version"] = 1;
        activity["customProperties"] = new JsonObject();
        activity["metadata"] = new JsonObject();
        return activity;
    }

    private static JsonObject Value(string typeName, string type, JsonNode value) => new()
    {
        ["typeName"] = typeName,
        ["expression"] = new JsonObject { ["type"] = type, ["value"] = value },
    };

    // AsmexBudgetApproval asks for asmex.budget-approval.
    private static string TaskName(string typeName)
    {
        var words = new StringBuilder();
        foreach (var letter in typeName.StartsWith(Category, StringComparison.Ordinal) ? typeName[Category.Length..] : typeName)
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return $"asmex.{words}";
    }

    private static string Member(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
