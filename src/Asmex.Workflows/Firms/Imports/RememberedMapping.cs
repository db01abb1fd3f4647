using System.Text.Json;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>How a person settled the columns of a sender's files; the next one with the same headings begins so.</summary>
public sealed class RememberedMapping
{
    private RememberedMapping()
    {
    }

    public RememberedMapping(string sender, ColumnMapping mapping, DateTimeOffset now)
    {
        Key = KeyOf(sender, mapping);
        Settle(mapping, now);
    }

    public string Key { get; private init; } = "";
    public string Fields { get; private set; } = "[]";
    public DateTimeOffset SettledAt { get; private set; }

    public static string KeyOf(string sender, ColumnMapping mapping) => Emails.HashOf($"{SearchText.Joined(sender)}|{mapping.Key}");

    public void Settle(ColumnMapping mapping, DateTimeOffset now) => (Fields, SettledAt) = (JsonSerializer.Serialize(mapping.Fields), now);

    public ColumnMapping Apply(ColumnMapping proposed) =>
        JsonSerializer.Deserialize<ImportField[]>(Fields) is { } fields && fields.Length == proposed.Width ? proposed with { Fields = fields } : proposed;
}
