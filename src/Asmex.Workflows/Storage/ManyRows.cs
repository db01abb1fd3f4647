using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Asmex.Workflows.Storage;

/// <summary>Writes many new rows by one statement, past the change tracker. Row by row, SQLite would also write the search index to its pages after each.</summary>
internal static class ManyRows
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task InsertAllAsync<T>(this WorkflowsDbContext db, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var (table, columns) = (type.GetTableName(), type.GetProperties().Select(p => (Property: p, Name: p.GetColumnName())).ToList());
        var values = rows.Select(row => columns.ToDictionary(c => c.Name, c => Said(c.Property, row, db))).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var insert = db is PostgresDbContext
            ? $"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, {{0}}::json)"
            : $"INSERT INTO {table} ({names}) SELECT {string.Join(", ", columns.Select(c => $"value ->> '$.{c.Name}'"))} FROM json_each({{0}})";
        await db.Database.ExecuteSqlRawAsync(insert, [JsonSerializer.Serialize(values, _json)], cancellation);
    }

    // As the providers write them: SQLite keeps ids and times as texts.
    private static object? Said(IProperty property, object row, WorkflowsDbContext db)
    {
        var value = property.GetGetter().GetClrValue(row);
        var said = value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        return said switch
        {
            Guid id when db is SqliteDbContext => id.ToString().ToUpperInvariant(),
            DateTime time when db is SqliteDbContext => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => said,
        };
    }
}
