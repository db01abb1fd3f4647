using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>The activity types as a designer's palette shows them, in the reader's language.</summary>
internal sealed class ActivityPalette(ActivityCatalog activities, TemplateCatalog templates, Definitions definitions, TakenForms taken, WorkflowsDbContext db, Words words)
{
    private const string ModelOfFirms = "firm";

    private IReadOnlyList<(string Name, string Id)> _segments = [];
    private IReadOnlyList<(string Name, string Id)> _forms = [];

    public async Task<IReadOnlyList<object>> AllAsync(CancellationToken cancellation)
    {
        var used = await ReadAsync(cancellation);
        return [.. activities.Descriptors.Select(d => Shape(d, used[d.TypeName]))];
    }

    /// <returns>Nothing for a type that there is not.</returns>
    public async Task<object?> OneAsync(string typeName, CancellationToken cancellation)
    {
        var used = await ReadAsync(cancellation);
        return activities.Descriptors.FirstOrDefault(d => d.TypeName == typeName) is { } found ? Shape(found, used[typeName]) : null;
    }

    private async Task<ILookup<string, string>> ReadAsync(CancellationToken cancellation)
    {
        // A definition is everybody's: a person's own segments are not offered.
        _segments = [.. (await db.Set<FirmSegment>().Where(s => s.IsShared).OrderBy(s => s.Name).Select(s => new { s.Name, s.Id }).ToListAsync(cancellation)).Select(s => (s.Name, s.Id.ToString()))];
        _forms = await taken.AllAsync(cancellation);
        return await UsedPortsAsync(cancellation);
    }

    // The ports of a task follow from its buttons; a designer knows only those of the type, so a type has all that any definition uses.
    private async Task<ILookup<string, string>> UsedPortsAsync(CancellationToken cancellation) =>
        (await definitions.AllAsync(db, cancellation)).SelectMany(d => d.Nodes).Where(n => !n.Type.Contains('.', StringComparison.Ordinal))
            .SelectMany(n => (n.Ports ?? []).Select(port => (n.Type, Port: port))).Distinct().ToLookup(p => p.Type, p => p.Port);

    private object Shape(ActivityDescriptor type, IEnumerable<string> used) => new
    {
        typeName = type.TypeName,
        clrType = type.TypeName,
        @namespace = type.Namespace,
        name = type.Name,
        version = type.Version,
        category = words.Known("Palette.Category." + type.Category) ?? type.Category,
        displayName = words.Known($"Palette.{type.Name}") ?? type.DisplayName,
        description = words.Known($"Palette.{type.Name}.Help") ?? type.Description,
        inputs = type.Inputs.SelectMany(WithChooser).Select((input, place) => Shape(type, input, place)),
        outputs = type.Outputs.Select(output => new
        {
            name = output.Name,
            typeName = output.TypeName,
            displayName = words.Known($"Palette.{type.Name}.{output.Name}") ?? output.DisplayName,
            description = output.Description,
            order = 0,
            isBrowsable = true,
            isSerializable = true,
            isSynthetic = false,
        }),
        kind = type.Kind,
        runAsynchronously = false,
        ports = type.Ports.Concat(used.Where(u => type.Ports.All(p => p.Name != u)).Select(u => new PortDescriptor(u, u, "Flow"))).Select(port => new
        {
            name = port.Name,
            displayName = words.Known("Drawing.Outcome." + port.Name) ?? port.DisplayName,
            type = port.Type,
            isBrowsable = true,
        }),
        customProperties = new JsonObject { ["Type"] = type.TypeName },
        constructionProperties = new JsonObject(),
        isContainer = type.IsContainer,
        isBrowsable = type.IsBrowsable,
        isStart = type.IsStart,
        isTerminal = type.IsTerminal,
    };

    // A form is written as JSON; before that comes the list of those that are written already.
    private static IEnumerable<InputDescriptor> WithChooser(InputDescriptor input) => input.Choices == TakenForms.Choices
        ? [input with { Name = TakenForms.ChooserOf(input.Name), TypeName = "String", UiHint = "dropdown", DefaultSyntax = "Literal", IsRequired = false }, input]
        : [input];

    private object Shape(ActivityDescriptor type, InputDescriptor input, int place) => new
    {
        isWrapped = input.IsWrapped,
        uiHint = input.UiHint,
        isReadOnly = false,
        isSensitive = false,
        autoEvaluate = true,
        uiSpecifications = Choices(input),
        defaultSyntax = input.DefaultSyntax,
        name = input.Name,
        typeName = input.TypeName,
        displayName = (words.Known($"Palette.{type.Name}.{input.Name}") ?? input.DisplayName) + (input.IsRequired ? " *" : ""),
        description = words.Known($"Palette.{type.Name}.{input.Name}.Help") ?? input.Description,
        order = place,
        isBrowsable = true,
        isSerializable = true,
        isSynthetic = false,
    };

    private JsonObject Choices(InputDescriptor input)
    {
        var items = ItemsOf(input).Select(i => new JsonObject { ["text"] = i.Text, ["value"] = i.Value }).ToArray<JsonNode>();
        return input.UiHint switch
        {
            "dropdown" => new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = new JsonArray(items), ["isFlagsEnum"] = false } } },
            "checklist" => new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = new JsonArray(items) } } },
            _ => [],
        };
    }

    private IEnumerable<(string Text, string Value)> ItemsOf(InputDescriptor input) => input.Choices switch
    {
        "roles" => Roles.OfAccounts.Except([Roles.Administrator, Roles.Auditor]).Concat([Roles.Expert, Roles.Partner]).Select(role => (words[Roles.NameOf(role)], role)),
        "managers" => Roles.OfManagers.Select(role => (words[Roles.NameOf(role)], role)),
        "letters" => templates.Keys.Where(key => templates.Has(key) && templates.ModelOf(key) == ModelOfFirms).Select(key => (key, key)),
        "segments" => _segments,
        TakenForms.Choices => _forms,
        _ => input.Values.Select(value => (value, value)),
    };
}
