using System.Text.Json.Nodes;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Api;

/// <summary>What a designer's list of definitions asks for.</summary>
internal sealed record DefinitionQuery(
    string? VersionOptions, string? SearchTerm, int? Page, int? PageSize, string[]? DefinitionIds, string[]? Ids, string? MaterializerName, string? OrderBy, string? OrderDirection,
    bool? IsSystem, bool? IsReadonly, string? Name)
{
    public int Skip => Math.Max(Page ?? 0, 0) * Math.Max(PageSize ?? 0, 0);

    public bool Fits(StoredDefinition stored, JsonObject source) =>
        (DefinitionIds is null or [] || DefinitionIds.Contains(stored.DefinitionId))
        && (Ids is null or [] || Ids.Contains(stored.Id))
        && (Name is null || source.Text("name") == Name)
        && (IsSystem is null || (source.Flag("isSystem") ?? false) == IsSystem)
        && (IsReadonly is null || (source.Flag("isReadonly") ?? false) == IsReadonly)
        && (MaterializerName is null || MaterializerName == "Json")
        && (string.IsNullOrWhiteSpace(SearchTerm) || new[] { stored.DefinitionId, stored.Id, source.Text("name"), source.Text("description") }
            .Any(text => text?.Contains(SearchTerm.Trim(), StringComparison.CurrentCultureIgnoreCase) == true));

    public IEnumerable<T> Ordered<T>(IEnumerable<T> found, Func<T, StoredDefinition> stored, Func<T, JsonObject> source)
    {
        var ordered = OrderBy switch
        {
            "Version" => found.OrderBy(v => stored(v).Version),
            "Name" => found.OrderBy(v => source(v).Text("name"), StringComparer.CurrentCultureIgnoreCase),
            _ => found.OrderBy(v => stored(v).CreatedAt).ThenBy(v => stored(v).DefinitionId, StringComparer.Ordinal),
        };
        return OrderDirection == "Descending" ? ordered.Reverse() : ordered;
    }
}
