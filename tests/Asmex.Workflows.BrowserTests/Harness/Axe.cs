using Microsoft.Playwright;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>The rules of axe-core, run in a page as it is shown. The file is no part of the tree: <c>ASMEX_AXE</c> says where it lies.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
          return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)} (${node.any.concat(node.all, node.none).map(check => check.message).join('; ').slice(0, 200)})`));
        }
        """;

    private static readonly string? _path = Environment.GetEnvironmentVariable("ASMEX_AXE") is { Length: > 0 } path && File.Exists(path) ? path : null;

    private static readonly Lazy<string> _rules = new(() => File.ReadAllText(_path ?? throw new InvalidOperationException("ASMEX_AXE names no file with the rules of axe-core.")));

    /// <summary>Why pages cannot be held against the rules here; null where they can or, under CI=true, must.</summary>
    public static string? ReasonToSkip { get; } = Chromium.ReasonToSkip
        ?? (_path is null && Environment.GetEnvironmentVariable("CI") != "true" ? "ASMEX_AXE names no file with the rules of axe-core." : null);

    /// <summary>What of the page breaks a rule, each with the element.</summary>
    public static async Task<string[]> FaultsAsync(IPage page)
    {
        await page.EvaluateAsync(_rules.Value);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
