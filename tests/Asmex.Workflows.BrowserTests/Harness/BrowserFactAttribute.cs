namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>A test in Chromium; skipped with the reason where there is none, but fails where CI=true.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.ReasonToSkip;
}
