using System.Text.Json;
using System.Text.Json.Serialization;

namespace Asmex.Workflows.Regions;

/// <summary>Reads a <c>*.data.json</c> that travels inside the assembly.</summary>
internal static class EmbeddedData
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly carries no '{name}'.");
        return JsonSerializer.Deserialize<T>(stream, _options)!;
    }
}
