using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>Plans an action backwards from the day that cannot move: the last day of each step that its definition counts back from it.</summary>
public static class BackwardPlan
{
    public static Wording FixedDate { get; } = new("Date fixe de l'action", "التاريخ المحدد للإجراء", "The action's fixed date");

    /// <returns>In the order of the days; empty for a definition that counts nothing back.</returns>
    public static IReadOnlyList<PlannedStep> Of(WorkflowDefinition definition, DateOnly fixedDate, string region, WorkingCalendar calendar) =>
    [
        .. (definition.Source["root"]?["activities"]?.AsArray() ?? []).OfType<JsonObject>()
            .Select(step => StepOf(step, fixedDate, region, calendar)).OfType<PlannedStep>().OrderBy(s => s.LastDay).ThenByDescending(s => s.WorkingDays),
    ];

    /// <summary>The last day on which the action can start so that no step is late before it opens; null where nothing is counted back.</summary>
    public static DateOnly? LatestStart(IReadOnlyList<PlannedStep> steps, string region, WorkingCalendar calendar) =>
        steps.Count == 0 ? null : steps.Min(s => calendar.AddWorkingDays(s.LastDay, -Math.Max(s.WorkingDays, 1), region));

    private static PlannedStep? StepOf(JsonObject step, DateOnly fixedDate, string region, WorkingCalendar calendar)
    {
        if (Number(step, "daysBefore") is not { } before)
        {
            return null;
        }

        var rule = new DateRule(fixedDate, -before, region, FixedDate);
        var title = Value(step, "title") is JsonValue text && text.TryGetValue<string>(out var json)
            ? JsonSerializer.Deserialize<Wording>(json, JsonSerializerOptions.Web)! : new Wording((string?)step["id"] ?? "");
        return new PlannedStep((string)step["id"]!, title, (string?)Value(step, "role") ?? "", rule, calendar.DueOn(rule), Number(step, "workingDays") ?? 1);
    }

    private static int? Number(JsonObject step, string input) => Value(step, input) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static JsonNode? Value(JsonObject step, string input) => step[input]?["expression"] is JsonObject { } expression && (string?)expression["type"] is "Literal" or "Object"
        ? step[input]!["expression"]!["value"] : null;
}

/// <summary>A step that is counted back from a fixed date.</summary>
/// <param name="LastDay">The last day to do it, by <paramref name="Rule"/>.</param>
/// <param name="WorkingDays">How long it usually takes.</param>
public sealed record PlannedStep(string ActivityId, Wording Title, string Role, DateRule Rule, DateOnly LastDay, int WorkingDays);
