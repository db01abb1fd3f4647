using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Tasks;

/// <summary>Reads what a person typed into the values of a form, and names every fault at once.</summary>
public static class TaskForm
{
    public const int LongestText = 20_000;

    /// <summary>A table has at most these rows.</summary>
    public const int MostRows = 100;

    /// <summary>What a cell of a table is typed under: the field, its row from 0, the column.</summary>
    public static string Cell(string field, int row, string column) => $"{field}.{row.ToString(CultureInfo.InvariantCulture)}.{column}";

    /// <summary>The values of the fields that are asked; numbers and amounts as numbers, days as ISO dates, firms and files as a list of ids, tables as a list of rows.</summary>
    /// <param name="typed">What came in, by field name or cell; several values for <c>firms</c> and <c>file</c>.</param>
    /// <param name="today">What <c>today</c> means in a range of days; absent: such ranges are not looked at.</param>
    /// <returns>The values, and the faults; the values hold what could be read even when there are faults.</returns>
    public static (JsonObject Values, IReadOnlyList<FormFault> Faults) Read(
        IReadOnlyList<FormField> fields, Func<string, IReadOnlyList<string>> typed, DateOnly? today = null)
    {
        var values = new JsonObject();
        var faults = new List<FormFault>();
        foreach (var field in fields.Where(f => IsAsked(f, fields, typed)))
        {
            var (value, found) = field.Type == "table" ? ReadTable(field, typed, today) : ReadOne(field, field.Name, typed, today);
            if (value is not null)
            {
                values[field.Name] = value;
            }

            faults.AddRange(found);
        }

        return (values, faults);
    }

    /// <summary>The faults of values that are kept already: what <see cref="Read"/> would say of them.</summary>
    public static IReadOnlyList<FormFault> Check(IReadOnlyList<FormField> fields, JsonObject values) =>
        Read(fields, name => Typed(values, name)).Faults;

    /// <summary>Everything typed as it is, faults and all, for a draft.</summary>
    public static JsonObject Keep(IReadOnlyList<FormField> fields, Func<string, IReadOnlyList<string>> typed)
    {
        var draft = new JsonObject();
        foreach (var field in fields)
        {
            draft[field.Name] = field is { Type: "table", Columns: { } columns }
                ? new JsonArray([.. Rows(field, typed).Select(row => new JsonObject(columns.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, Listed(typed(Cell(field.Name, row, c.Name)))))))])
                : Listed(typed(field.Name));
        }

        return draft;
    }

    /// <summary>What a field or cell of kept values would show again.</summary>
    public static IReadOnlyList<string> Typed(JsonObject values, string name)
    {
        if (values.TryGetPropertyValue(name, out var value))
        {
            return Typed(value);
        }

        var parts = name.Split('.');
        return parts.Length == 3 && values[parts[0]] is JsonArray rows && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var row) && row < rows.Count
            ? Typed((rows[row] as JsonObject)?[parts[2]]) : [];
    }

    /// <summary>A kept value as the form would show it again.</summary>
    public static IReadOnlyList<string> Typed(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => [.. list.Select(i => i!.ToString())],
        JsonValue plain when plain.GetValueKind() == JsonValueKind.True => ["true"],
        JsonValue plain when plain.GetValueKind() == JsonValueKind.False => ["false"],
        _ => [value.ToString()],
    };

    /// <summary>The rows of a table up to the last in which something is typed.</summary>
    public static IEnumerable<int> Rows(FormField table, Func<string, IReadOnlyList<string>> typed)
    {
        var last = Enumerable.Range(0, MostRows).LastOrDefault(row => !IsBlank(table, row, typed), -1);
        return Enumerable.Range(0, last + 1);
    }

    private static bool IsAsked(FormField field, IReadOnlyList<FormField> fields, Func<string, IReadOnlyList<string>> typed, int depth = 0) =>
        field.VisibleWhen is not { } condition
        || (typed(condition.Field).Contains(condition.Value)
            && (depth > fields.Count || fields.FirstOrDefault(f => f.Name == condition.Field) is not { } other || IsAsked(other, fields, typed, depth + 1)));

    private static (JsonNode? Value, IEnumerable<FormFault> Faults) ReadOne(FormField field, string name, Func<string, IReadOnlyList<string>> typed, DateOnly? today)
    {
        var given = Given(typed(name));
        if (given.Count == 0)
        {
            return (null, field.Required ? [new FormFault(name, "Forms.Required", field.Label)] : []);
        }

        var (value, fault) = FieldValue.Parse(field, given, today);
        return (value, fault is null ? [] : [fault with { Field = name }]);
    }

    private static (JsonNode? Value, IEnumerable<FormFault> Faults) ReadTable(FormField field, Func<string, IReadOnlyList<string>> typed, DateOnly? today)
    {
        var rows = new JsonArray();
        var faults = new List<FormFault>();
        foreach (var row in Rows(field, typed).Where(r => !IsBlank(field, r, typed)))
        {
            var cells = new JsonObject();
            foreach (var column in field.Columns ?? [])
            {
                var (value, found) = ReadOne(column, Cell(field.Name, row, column.Name), typed, today);
                cells[column.Name] = value;
                faults.AddRange(found);
            }

            rows.Add(cells);
        }

        if (rows.Count == 0 && field.Required)
        {
            faults.Add(new FormFault(field.Name, "Forms.Required", field.Label));
        }
        else if (FieldValue.Range(field, rows.Count) is { } outside && (rows.Count > 0 || field.Required))
        {
            faults.Add(outside);
        }

        return (rows.Count == 0 ? null : rows, faults);
    }

    private static bool IsBlank(FormField table, int row, Func<string, IReadOnlyList<string>> typed) =>
        table.Columns is null || table.Columns.All(c => Given(typed(Cell(table.Name, row, c.Name))).Count == 0);

    private static List<string> Given(IReadOnlyList<string> typed) => [.. typed.Select(v => v.Trim()).Where(v => v.Length > 0)];

    private static JsonArray? Listed(IReadOnlyList<string> typed) => typed.Count > 0 ? new JsonArray([.. typed.Select(v => JsonValue.Create(v))]) : null;
}
