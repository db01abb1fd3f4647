using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>The machine's Chromium, started once for all tests.</summary>
internal static class Chromium
{
    private static readonly string? _path = Find();

    private static readonly Lazy<Task<IBrowser>> _browser = new(LaunchAsync);

    /// <summary>Why browser tests cannot run here; null where they can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } =
        _path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "There is no Chromium on this machine." : null;

    public static Task<IBrowser> Browser => _browser.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var path = _path ?? throw new InvalidOperationException("There is no Chromium on PATH or in /usr/bin.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            ],
        });
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome") })
            .FirstOrDefault(File.Exists);
}
