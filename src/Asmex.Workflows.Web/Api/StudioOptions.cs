using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Web.Api;

/// <summary>Elsa Studio in the application; bound from the section <c>Studio</c>.</summary>
public sealed class StudioOptions
{
    public const string Section = "Studio";

    /// <summary>The folder of the npm package <c>@elsa-workflows/elsa-studio-wasm</c>; without it the pages of Studio say how it is installed.</summary>
    public string? Path { get; init; }

    /// <summary>How long a token of a window holds; the window renews it before. Defaults to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")] public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many calls of the API a person may make in a minute. Defaults to 600.</summary>
    [Range(1, 100_000)] public int CallsPerMinute { get; init; } = 600;
}
