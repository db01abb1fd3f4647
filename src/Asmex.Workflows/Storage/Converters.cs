using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Asmex.Workflows.Storage;

/// <summary>SQLite can neither order nor compare a DateTimeOffset, PostgreSQL takes only offset 0: a UTC DateTime suits both.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    t => t.UtcDateTime, t => new DateTimeOffset(DateTime.SpecifyKind(t, DateTimeKind.Utc)));

/// <summary>A value kept as JSON text; it is compared as a record, so it must not be changed in place.</summary>
internal sealed class JsonConverter<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, StoredJson.Options), text => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!);

/// <summary>Lists kept as JSON text, equal when their items are; they are replaced, never changed in place.</summary>
internal sealed class ListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
    (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)), list => list.Count, list => list);

internal static class StoredJson
{
    /// <summary>Arabic stays readable in the database.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
