using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>What stands on a line: the outcome in words, or nothing where there is only one way.</summary>
internal sealed class OutcomeWords(IReadOnlyList<JsonObject> activities, string language)
{
    private readonly Dictionary<string, JsonObject> _byId = activities.ToDictionary(a => (string?)a["id"] ?? "");

    public string Say(string activityId, string port)
    {
        var activity = _byId[activityId];
        if (StepReader.Plain(activity, "outcomes") is JsonArray outcomes
            && outcomes.Deserialize<List<TaskOutcome>>(JsonSerializerOptions.Web)!.Find(o => o.Name == port) is { } outcome)
        {
            return outcome.Label.In(language);
        }

        return port == "Done" || (string?)activity["type"] == "Elsa.FlowFork" ? "" : Known(port);
    }

    private string Known(string port)
    {
        var key = $"Drawing.Outcome.{port}";
        return TextCatalog.Shared.Sentences.ContainsKey(key) ? TextCatalog.Shared.Say(language, key) : port;
    }
}
