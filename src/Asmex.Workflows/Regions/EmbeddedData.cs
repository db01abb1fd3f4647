using System.Text.Json;

namespace Asmex.Workflows.Regions;

/// <summary>Reads a <c>*.data.json</c> that travels inside the assembly.</summary>
internal static class EmbeddedData
{
    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly carries no '{name}'.");
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }
}
