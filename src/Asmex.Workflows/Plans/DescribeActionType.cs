using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>Makes a definition an action type that plans offer, or changes what it says about its actions. It becomes a draft, as everything that is drawn.</summary>
public sealed partial class DescribeActionType(WorkflowsDbContext db, SaveDraft draft)
{
    private static readonly JsonSerializerOptions _readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What every action is started with; scripts ask for them by name.
    private static readonly (string Type, string Name, string Title)[] _inputs =
        [("String", "actionId", "Action"), ("String", "planId", "Plan"), ("String", "region", "Région"), ("Object", "title", "Titre"), ("String", "fixedDate", "Date fixe")];

    /// <param name="seen">The <see cref="StoredDefinition.Hash"/> of the version whose description was before the eyes; absent for callers that did not look.</param>
    /// <exception cref="RuleBrokenException">A code, a title, a key or a range cannot be, or somebody changed the definition since it was seen; nothing was written.</exception>
    public async Task RunAsync(ActionType type, string? seen, Actor actor, CancellationToken cancellation)
    {
        Check(type);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var newest = (await db.LockVersionsAsync(type.DefinitionId, cancellation)).Newest();
        var source = JsonNode.Parse(newest.Source, documentOptions: StoredDefinition.Lenient)!.AsObject();
        if (source["customProperties"] is not JsonObject custom)
        {
            source["customProperties"] = custom = [];
        }

        if (custom["Asmex"] is not JsonObject described)
        {
            custom["Asmex"] = described = [];
        }

        var told = JsonSerializer.SerializeToNode(type, _readable)!.AsObject();
        told.Remove("definitionId");
        foreach (var (name, value) in told.ToList())
        {
            described[name] = value?.DeepClone();
        }

        if (type.FixedDate is null)
        {
            described.Remove("fixedDate");
        }

        Declare(source);
        await draft.StoreAsync(new DraftRequest(source.ToJsonString(_readable), seen), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static void Check(ActionType type)
    {
        if (!Code().IsMatch(type.Code) || string.IsNullOrWhiteSpace(type.Title.Fr))
        {
            throw new RuleBrokenException("Plans.TypeNeedsCodeAndTitle");
        }

        var wrong = type.BudgetLines.Select(l => l.Key).Concat(type.Indicators.Select(i => i.Key)).FirstOrDefault(key => !Key().IsMatch(key));
        if (wrong is not null)
        {
            throw new RuleBrokenException("Plans.TypeKey", wrong);
        }

        if (type.Budget is not [var least, var most] || least < 0 || most < least || type.BudgetLines.Any(l => l.Min < 0 || l.Max < l.Min))
        {
            throw new RuleBrokenException("Plans.TypeRange");
        }
    }

    private static void Declare(JsonObject source)
    {
        if (source["inputs"] is not JsonArray inputs)
        {
            source["inputs"] = inputs = [];
        }

        foreach (var (type, name, title) in _inputs.Where(i => inputs.All(known => known?["name"]?.ToString() != i.Name)))
        {
            inputs.Add((JsonNode)new JsonObject { ["type"] = type, ["name"] = name, ["displayName"] = title, ["description"] = "", ["category"] = "Asmex", ["uiHint"] = "single-line" });
        }
    }

    [GeneratedRegex("^[A-Z][A-Z0-9-]{1,39}$")]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex Key();
}
