using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tasks;

/// <summary>Reads what a person typed into the values of a form, and names every fault at once.</summary>
public static class TaskForm
{
    public const int LongestText = 20_000;

    /// <summary>The values of the fields that are asked; numbers and amounts as numbers, days as ISO dates, firms and files as a list of ids.</summary>
    /// <param name="typed">What came in, by field name; several values for <c>firms</c> and <c>file</c>.</param>
    /// <returns>The values, and the faults; the values hold what could be read even when there are faults.</returns>
    public static (JsonObject Values, IReadOnlyList<FormFault> Faults) Read(
        IReadOnlyList<FormField> fields, Func<string, IReadOnlyList<string>> typed)
    {
        var values = new JsonObject();
        var faults = new List<FormFault>();
        foreach (var field in fields.Where(f => IsAsked(f, typed)))
        {
            var given = typed(field.Name).Select(v => v.Trim()).Where(v => v.Length > 0).ToList();
            if (given.Count == 0)
            {
                if (field.Required)
                {
                    faults.Add(new FormFault(field.Name, "Forms.Required", field.Label));
                }

                continue;
            }

            var (value, fault) = Parse(field, given);
            values[field.Name] = value;
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        return (values, faults);
    }

    /// <summary>The faults of values that are kept already: what <see cref="Read"/> would say of them.</summary>
    public static IReadOnlyList<FormFault> Check(IReadOnlyList<FormField> fields, JsonObject values) =>
        Read(fields, name => Typed(values[name])).Faults;

    /// <summary>A kept value as the form would show it again.</summary>
    public static IReadOnlyList<string> Typed(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => [.. list.Select(i => i!.ToString())],
        JsonValue plain when plain.GetValueKind() == JsonValueKind.True => ["true"],
        JsonValue plain when plain.GetValueKind() == JsonValueKind.False => ["false"],
        _ => [value.ToString()],
    };

    private static bool IsAsked(FormField field, Func<string, IReadOnlyList<string>> typed) =>
        field.VisibleWhen is not { } condition || typed(condition.Field).Contains(condition.Value);

    private static (JsonNode? Value, FormFault? Fault) Parse(FormField field, List<string> given)
    {
        var text = given[0];
        switch (field.Type)
        {
            case "number":
                return decimal.TryParse(text.Replace(',', '.').Replace(" ", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    ? (JsonValue.Create(number), Range(field, number))
                    : (JsonValue.Create(text), new FormFault(field.Name, "Forms.NotANumber", field.Label, text));
            case "money":
                return Money.TryParse(text, out var amount, out var notMoney)
                    ? (JsonValue.Create(amount), Range(field, amount))
                    : (JsonValue.Create(text), new FormFault(field.Name, notMoney!, text, Money.Largest));
            case "date":
                return Dates.TryParse(text, out var day, out var notADay)
                    ? (JsonValue.Create(day.ToString("O", CultureInfo.InvariantCulture)), null)
                    : (JsonValue.Create(text), new FormFault(field.Name, notADay!, text));
            case "choice":
                return (JsonValue.Create(text), field.Options?.Any(o => o.Value == text) == true ? null : new FormFault(field.Name, "Forms.NotAChoice", field.Label, text));
            case "yesno":
                return (JsonValue.Create(text == "true"), null);
            case "file":
                return (new JsonArray([.. given.Select(g => JsonValue.Create(g))]), null);
            case "firms":
                return (new JsonArray([.. given.Select(g => JsonValue.Create(g))]), Range(field, given.Count));
            default:
                return (JsonValue.Create(text), text.Length > LongestText ? new FormFault(field.Name, "Forms.TooLong", field.Label, LongestText) : null);
        }
    }

    private static FormFault? Range(FormField field, decimal value)
    {
        if (field.Min is { } min && value < min)
        {
            return new FormFault(field.Name, field.Type == "firms" ? "Forms.TooFew" : "Forms.TooSmall", field.Label, Plain(min));
        }

        return field.Max is { } max && value > max
            ? new FormFault(field.Name, field.Type == "firms" ? "Forms.TooMany" : "Forms.TooGreat", field.Label, Plain(max))
            : null;
    }

    private static string Plain(decimal bound) => bound.ToString("0.##", CultureInfo.InvariantCulture);
}
