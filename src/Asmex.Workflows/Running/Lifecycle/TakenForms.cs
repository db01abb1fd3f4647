using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Expressions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Forms that published definitions hold: one may be chosen by name for another step, which gets its fields when the drawing is saved, unless it has some.</summary>
/// <remarks>It is a copy: a definition says everything itself, and a form that changes elsewhere changes no other action type.</remarks>
public sealed class TakenForms(ActivityCatalog activities, Definitions definitions, WorkflowsDbContext db)
{
    private readonly ILookup<string, string> _inputs = activities.Descriptors
        .SelectMany(type => type.Inputs.Where(input => input.Choices == Choices).Select(input => (type.TypeName, Member: JsonNamingPolicy.CamelCase.ConvertName(input.Name))))
        .ToLookup(input => input.TypeName, input => input.Member);

    /// <summary>The list of choices that an input names which holds a form.</summary>
    public const string Choices = "forms";

    /// <summary>The input beside it by which one is chosen. No definition keeps it.</summary>
    public static string ChooserOf(string input) => input + "Of";

    /// <summary>The forms there are, by definition and step.</summary>
    public async Task<IReadOnlyList<(string Name, string Id)>> AllAsync(CancellationToken cancellation) =>
        [.. (await WrittenAsync(cancellation)).Select(form => (form.Name, form.Id))];

    /// <summary>Writes the fields of the chosen forms into the drawing and takes the choices out.</summary>
    /// <exception cref="RuleBrokenException">One that was chosen is not there any more.</exception>
    internal async Task TakeAsync(JsonObject drawing, CancellationToken cancellation)
    {
        var choosing = Activities(drawing["root"]).SelectMany(activity => _inputs[Text(activity["type"])].Select(input => (activity, input)))
            .Where(one => one.activity.ContainsKey(ChooserOf(one.input))).ToList();
        if (choosing.Count == 0)
        {
            return;
        }

        var written = (await WrittenAsync(cancellation)).ToDictionary(form => form.Id);
        foreach (var (activity, input) in choosing)
        {
            // A designer goes on handing over what was chosen: what is written since then is not to be lost.
            if (IsEmpty(activity[input]) && Said(activity[ChooserOf(input)], "value") is { Length: > 0 } chosen)
            {
                activity[input] = written.TryGetValue(chosen, out var form) ? form.Fields.DeepClone() : throw new RuleBrokenException("Running.FormIsGone", chosen);
            }

            activity.Remove(ChooserOf(input));
        }
    }

    private async Task<IEnumerable<(string Name, string Id, JsonObject Fields)>> WrittenAsync(CancellationToken cancellation) =>
        from definition in await definitions.AllAsync(db, cancellation)
        from node in definition.Nodes
        from input in _inputs[node.Type]
        let fields = node.Source[input] as JsonObject
        where fields is not null && IsWritten(fields)
        select ($"{definition.Name ?? definition.DefinitionId} · {node.Title}", $"{definition.DefinitionId}/{node.NodeId}", fields);

    // What is computed in one action type would be computed from other answers in another.
    private static bool IsWritten(JsonObject input) =>
        Said(input, "type") is ExpressionTypes.Json or ExpressionTypes.Literal && !IsEmpty(input);

    private static bool IsEmpty(JsonNode? input) => input is null || (input is JsonObject given && given["expression"] is JsonObject expression && IsNothing(expression["value"]));

    private static bool IsNothing(JsonNode? value) => value is null || (value is JsonValue && value.ToString().Trim() is "" or "[]");

    private static IEnumerable<JsonObject> Activities(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Activities),
        JsonObject members => members.Where(m => m.Key is not ("customProperties" or "metadata")).SelectMany(m => Activities(m.Value)).Prepend(members),
        _ => [],
    };

    private static string Said(JsonNode? input, string member) => input is JsonObject given && given["expression"] is JsonObject expression ? Text(expression[member]) : "";

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
