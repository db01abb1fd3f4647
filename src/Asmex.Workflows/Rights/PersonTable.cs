using System.Globalization;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Asmex.Workflows.Rights;

/// <summary>A table as it is searched: its texts, and the firm its rows belong to.</summary>
internal sealed class PersonTable
{
    // They name no person and must not be touched.
    private static readonly HashSet<string> _kept = ["token_hash", "address_hash", "hash", "document_hash", "search_key", "match_key", "region", "language", "sector", "cause_key", "previous"];

    private PersonTable(Type entity, string name, IReadOnlyList<string> texts, string? firm) => (Entity, Name, Texts, Firm) = (entity, name, texts, firm);

    public Type Entity { get; }
    public string Name { get; }
    public IReadOnlyList<string> Texts { get; }

    /// <summary>What names the firm of a row, in the words of a query; absent where rows belong to none.</summary>
    public string? Firm { get; }

    public static IReadOnlyList<PersonTable> All(WorkflowsDbContext db) => [.. db.Model.GetEntityTypes().Where(e => PersonTables.Searched.Contains(e.ClrType)).SelectMany(e => e.GetTableMappings()).Select(Of)];

    public static bool HasTexts(IEntityType entity) => entity.GetProperties().Any(IsText);

    public static bool IsText(IProperty property) =>
        (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string) && !(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum
        && !property.IsKey() && !property.IsForeignKey() && !_kept.Contains(property.GetColumnName());

    /// <summary>Which rows speak of the person; its values follow in their places.</summary>
    public (string Sql, List<object> Values) Where(PersonTerms person)
    {
        var values = new List<object>();
        var tests = new List<string>();
        if (person.Anywhere.Count > 0)
        {
            tests.Add(Hold(person.Anywhere, values));
        }

        if (Firm is not null && person.FirmIds.Count > 0 && person.Names.Count > 0)
        {
            tests.Add($"({Firm} IN ({string.Join(", ", person.FirmIds.Select(id => Next(values, id)))}) AND ({Hold(person.Names, values)}))");
        }

        return (tests.Count == 0 ? "1 = 0" : string.Join(" OR ", tests), values);
    }

    /// <summary>The ids of the rows that speak of the person.</summary>
    public async Task<List<Guid>> IdsAsync(WorkflowsDbContext db, PersonTerms person, CancellationToken cancellation)
    {
        var (sql, values) = Ids(person);
        return await db.Database.SqlQueryRaw<Guid>(sql, [.. values]).ToListAsync(cancellation);
    }

    /// <summary>Changes the rows that speak of the person.</summary>
    public (string Sql, List<object> Values) Change(string set, PersonTerms person)
    {
        var (where, values) = Where(person);
        return ($"UPDATE {Name} SET {set} WHERE {where}", values);
    }

    /// <summary>Takes the words that tell the person out of its rows.</summary>
    public (string Sql, List<object> Values) Redact(PersonTerms person)
    {
        var (where, values) = Where(person);
        var terms = person.Names.Concat(person.Anywhere).Select(t => Next(values, t)).ToList();
        return ($"UPDATE {Name} SET {string.Join(", ", Texts.Select(c => $"{c} = {terms.Aggregate(c, (inner, term) => $"replace({inner}, {term}, '—')")}"))} WHERE {where}", values);
    }

    private static PersonTable Of(ITableMapping table)
    {
        var texts = table.ColumnMappings.Where(c => IsText(c.Property)).Select(c => $"\"{c.Column.Name}\"");
        var (entity, name) = ((IEntityType)table.TypeBase, table.Table.Name);
        var firm = entity.FindProperty("FirmId")?.GetColumnName();

        // What stands in a second table belongs to the firm that the first one names.
        return new PersonTable(entity.ClrType, name, [.. texts], firm is null || name == entity.GetTableName() ? firm
            : $"(SELECT whole.{firm} FROM {entity.GetTableName()} whole WHERE whole.id = {name}.id)");
    }

    private (string Sql, List<object> Values) Ids(PersonTerms person)
    {
        var (where, values) = Where(person);
        return ($"SELECT id AS \"Value\" FROM {Name} WHERE {where}", values);
    }

    private string Hold(IReadOnlyList<string> terms, List<object> values)
    {
        var patterns = terms.Select(t => Next(values, $"%{t.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%")).ToList();
        return string.Join(" OR ", Texts.SelectMany(c => patterns.Select(p => $"{c} LIKE {p} ESCAPE '\\'")));
    }

    private static string Next(List<object> values, object value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
    }
}
