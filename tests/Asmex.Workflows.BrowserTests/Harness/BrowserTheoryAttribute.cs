namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>A test in Chromium with several rows; skipped with the reason where there is none, but fails where CI=true.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.ReasonToSkip;
}
