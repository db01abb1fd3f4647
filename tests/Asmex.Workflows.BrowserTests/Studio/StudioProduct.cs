using Asmex.Workflows.BrowserTests.Harness;

namespace Asmex.Workflows.BrowserTests.Studio;

/// <summary>The product with Elsa Studio's package, which is no part of the tree: <c>ASMEX_STUDIO</c> says where it lies.</summary>
public sealed class StudioProduct : Product
{
    private static readonly string? _package = Environment.GetEnvironmentVariable("ASMEX_STUDIO") is { Length: > 0 } path && File.Exists(Path.Combine(path, "package.json")) ? path : null;

    /// <summary>Why Studio cannot be driven here; null where it can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } = Chromium.ReasonToSkip
        ?? (_package is null && Environment.GetEnvironmentVariable("CI") != "true" ? "ASMEX_STUDIO names no folder with Elsa Studio's package." : null);

    public static IEnumerable<KeyValuePair<string, string>> StudioSettings =>
        [new("Studio:Path", _package ?? throw new InvalidOperationException("ASMEX_STUDIO names no folder with Elsa Studio's package."))];

    protected override IEnumerable<KeyValuePair<string, string>> Settings => StudioSettings;
}

/// <summary>A test that drives Elsa Studio in Chromium; skipped with the reason where there is none.</summary>
public sealed class StudioFactAttribute : FactAttribute
{
    public StudioFactAttribute() => Skip = StudioProduct.ReasonToSkip;
}

/// <summary>The same with several rows.</summary>
public sealed class StudioTheoryAttribute : TheoryAttribute
{
    public StudioTheoryAttribute() => Skip = StudioProduct.ReasonToSkip;
}
