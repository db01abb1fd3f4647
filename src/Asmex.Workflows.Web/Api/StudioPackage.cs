using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Api;

/// <summary>The installed package of Elsa Studio: where it is and under which address its files and frames lie. Looked for once, at the start.</summary>
public sealed class StudioPackage
{
    public const string Root = "/studio";

    public StudioPackage(IOptions<StudioOptions> options)
    {
        if (options.Value.Path is { Length: > 0 } folder && System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "package.json") is var manifest && File.Exists(manifest))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(manifest));
            (Folder, Version) = (System.IO.Path.GetFullPath(folder), json.RootElement.GetProperty("version").GetString());
        }
    }

    /// <summary>Its folder; nothing where it is not installed.</summary>
    public string? Folder { get; }

    /// <summary>Its version; it is part of the address, so that files may be kept for ever.</summary>
    public string? Version { get; }

    public bool IsInstalled => Folder is not null;

    /// <summary>The address that its files and the frames lie under.</summary>
    public string Base => $"{Root}/{Version}/";
}
