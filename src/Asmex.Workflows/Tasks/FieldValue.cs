using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tasks;

/// <summary>Reads one answer of a form by the type of its field.</summary>
internal static class FieldValue
{
    /// <summary>The value, as far as it could be read, and what is wrong with it.</summary>
    public static (JsonNode? Value, FormFault? Fault) Parse(FormField field, IReadOnlyList<string> given, DateOnly? today)
    {
        var text = given[0];
        switch (field.Type)
        {
            case "number":
                return decimal.TryParse(Digits.Latin(text).Replace('٫', '.').Replace(',', '.').Replace(" ", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    ? (JsonValue.Create(number), Range(field, number))
                    : (JsonValue.Create(text), new FormFault(field.Name, "Forms.NotANumber", field.Label, text));
            case "money":
                return Money.TryParse(text, out var amount, out var notMoney)
                    ? (JsonValue.Create(amount), Range(field, amount))
                    : (JsonValue.Create(text), new FormFault(field.Name, notMoney!, text, Money.Largest));
            case "date":
                return Dates.TryParse(text, out var day, out var notADay)
                    ? (JsonValue.Create(day.ToString("O", CultureInfo.InvariantCulture)), Range(field, day, today))
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
                return (JsonValue.Create(text), text.Length > TaskForm.LongestText ? new FormFault(field.Name, "Forms.TooLong", field.Label, TaskForm.LongestText) : null);
        }
    }

    public static FormFault? Range(FormField field, decimal value)
    {
        var counts = field.Type is "firms" or "table";
        if (field.Min is { } min && value < min)
        {
            return new FormFault(field.Name, counts ? field.Type == "table" ? "Forms.TooFewRows" : "Forms.TooFew" : "Forms.TooSmall", field.Label, Plain(min));
        }

        return field.Max is { } max && value > max
            ? new FormFault(field.Name, counts ? field.Type == "table" ? "Forms.TooManyRows" : "Forms.TooMany" : "Forms.TooGreat", field.Label, Plain(max))
            : null;
    }

    private static FormFault? Range(FormField field, DateOnly day, DateOnly? today)
    {
        if (Bound(field.Earliest, today) is { } earliest && day < earliest)
        {
            return new FormFault(field.Name, "Forms.TooEarly", field.Label, earliest);
        }

        return Bound(field.Latest, today) is { } latest && day > latest ? new FormFault(field.Name, "Forms.TooLate", field.Label, latest) : null;
    }

    private static DateOnly? Bound(string? bound, DateOnly? today) =>
        bound == "today" ? today : DateOnly.TryParseExact(bound, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Plain(decimal bound) => bound.ToString("0.##", CultureInfo.InvariantCulture);
}
