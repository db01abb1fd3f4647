using System.Text.Json.Nodes;

namespace Asmex.Workflows.Tests.Definitions;

/// <summary>What people type: a fitting value for each field of a form.</summary>
internal static class FormAnswers
{
    private static readonly JsonArray _firms = ["0198c0de-0000-7000-8000-000000000001", "0198c0de-0000-7000-8000-000000000002"];

    public static JsonObject To(JsonObject activity)
    {
        var values = new JsonObject();
        foreach (var field in Definition.Plain(activity, "form")?.AsArray().Select(f => f!.AsObject()) ?? [])
        {
            values[(string)field["name"]!] = Value(field);
        }

        return values;
    }

    /// <summary>What comes back of an invitation.</summary>
    public static JsonObject OfFirms() => new()
    {
        ["invited"] = 2,
        ["yes"] = 1,
        ["no"] = 0,
        ["maybe"] = 1,
        ["none"] = 0,
        ["firmsYes"] = new JsonArray(_firms[0]!.DeepClone()),
        ["firmsMaybe"] = new JsonArray(_firms[1]!.DeepClone()),
        ["firmsNone"] = new JsonArray(),
    };

    private static JsonNode Value(JsonObject field) => (string)field["type"]! switch
    {
        "number" or "money" => Math.Max(field["min"]?.GetValue<decimal>() ?? 0, 1),
        "date" => "2027-03-01",
        "choice" => (string)field["options"]![0]!["value"]!,
        "yesno" => false,
        "firms" => _firms.DeepClone(),
        var text => $"{text} {field["name"]}",
    };
}
