using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Asmex.Workflows.Audit;

/// <summary>One link of the chain: what was written, and a hash over it and the link before. Only ever added.</summary>
public sealed class AuditRow
{
    /// <summary>What stands before the first link.</summary>
    public static string Beginning { get; } = new('0', 64);

    private AuditRow()
    {
    }

    internal AuditRow(int number, string at, AuditNote note, string previous)
    {
        (Number, At, Kind, Key, Payload, Previous) = (number, at, note.Kind, note.Key, note.Payload, previous);
        Hash = Computed();
    }

    public int Number { get; private init; }

    /// <summary>When, in UTC, as text: it is hashed as it stands.</summary>
    public string At { get; private init; } = "";
    public string Kind { get; private init; } = "";

    /// <summary>The id of what was written.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Everything that was written, as JSON.</summary>
    public string Payload { get; private init; } = "";
    public string Previous { get; private init; } = "";
    public string Hash { get; private init; } = "";

    /// <summary>What the hash must be.</summary>
    public string Computed() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Number.ToString(CultureInfo.InvariantCulture), At, Kind, Key, Payload, Previous))));
}
