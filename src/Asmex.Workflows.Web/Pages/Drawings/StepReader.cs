using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>Reads what a drawing shows of one activity: place, figure, title, who does it.</summary>
internal static class StepReader
{
    private const double UsualWidth = 176;
    private const double UsualHeight = 76;
    private const double NarrowWidth = 120;

    /// <param name="place">Its place in the file: where it stands when its designer gave it none.</param>
    public static DrawnStep Read(JsonObject activity, int place, IReadOnlyDictionary<string, StepState> states, string language)
    {
        var id = (string?)activity["id"] ?? "";
        var title = Title(activity, id).In(language);
        var shape = ShapeOf((string?)activity["type"] ?? "");
        var box = shape is StepShape.Start or StepShape.End or StepShape.Split or StepShape.Question or StepShape.Mark ? Figure(BoxOf(activity, place)) : BoxOf(activity, place);
        return new DrawnStep(id, shape, box, title, TextLines.Fit(title, Math.Max(box.Width - 22, NarrowWidth)), Who(activity, language), states.GetValueOrDefault(id));
    }

    /// <summary>An input that holds plain data; null when it is computed as the plan runs.</summary>
    public static JsonNode? Plain(JsonObject activity, string input)
    {
        var expression = activity[input]?["expression"];
        var value = expression?["value"];
        if ((string?)expression?["type"] is not ("Object" or "Literal") || value is null)
        {
            return null;
        }

        var isJson = (string?)expression["type"] == "Object" && value.GetValueKind() == JsonValueKind.String;
        return isJson ? JsonNode.Parse((string)value!) : value;
    }

    private static Wording Title(JsonObject activity, string id)
    {
        var given = activity["customProperties"]?["Asmex"]?["title"] ?? Plain(activity, "title");
        return given switch
        {
            JsonObject three => three.Deserialize<Wording>(JsonSerializerOptions.Web)!,
            not null => new Wording(given.ToString()),
            null => new Wording((string?)activity["metadata"]?["displayText"] ?? (string?)activity["name"] ?? id),
        };
    }

    private static Box BoxOf(JsonObject activity, int place)
    {
        var designer = activity["metadata"]?["designer"];
        return new Box(
            Number(designer?["position"]?["x"], place * (UsualWidth + 60)), Number(designer?["position"]?["y"], 0),
            Number(designer?["size"]?["width"], UsualWidth), Number(designer?["size"]?["height"], UsualHeight));
    }

    // A joint is a figure in the middle of what its designer gave it: other designers draw it as a wide box.
    private static Box Figure(Box box)
    {
        var side = Math.Min(box.Width, box.Height);
        return new Box(box.Middle.X - (side / 2), box.Middle.Y - (side / 2), side, side);
    }

    private static double Number(JsonNode? node, double otherwise) => node?.GetValueKind() == JsonValueKind.Number ? node.GetValue<JsonElement>().GetDouble() : otherwise;

    private static string Who(JsonObject activity, string language)
    {
        IEnumerable<string> roles = (string?)activity["type"] switch
        {
            "AsmexPreparePlan" => ["delegate"],
            "AsmexValidatePlan" => ["coordinator"],
            "AsmexInvite" => ["firm"],
            "AsmexApproval" => Plain(activity, "by")?.AsArray().Select(r => r!.ToString()) ?? [],
            _ => Plain(activity, "role") is { } role ? [role.ToString()] : [],
        };
        return string.Join(", ", roles.Select(role => TextCatalog.Shared.Say(language, $"Role.{role}")));
    }

    private static StepShape ShapeOf(string type) => type switch
    {
        "Elsa.Start" => StepShape.Start,
        "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" => StepShape.End,
        "Elsa.FlowFork" or "Elsa.FlowJoin" => StepShape.Split,
        "Elsa.FlowDecision" or "Elsa.FlowSwitch" => StepShape.Question,
        "Elsa.SetVariable" or "Elsa.SetName" or "Elsa.Correlate" => StepShape.Mark,
        "Elsa.StartAt" or "Elsa.Delay" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.Event" => StepShape.Wait,
        "AsmexDelegateTask" or "AsmexPreparePlan" => StepShape.Task,
        "AsmexApproval" or "AsmexValidatePlan" => StepShape.Approval,
        "AsmexBudgetApproval" => StepShape.Money,
        "AsmexInvite" or "AsmexLetter" => StepShape.Letter,
        _ => StepShape.Work,
    };
}
