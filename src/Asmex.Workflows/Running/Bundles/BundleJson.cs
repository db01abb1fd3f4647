using System.Text.Encodings.Web;
using System.Text.Json;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>How a bundle is written: for people and version control, names as they are.</summary>
internal static class BundleJson
{
    public static JsonSerializerOptions Readable { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
