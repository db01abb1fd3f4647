namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>A test of pages against the rules of axe-core; skipped with the reason where there are none, but fails where CI=true.</summary>
public sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = Axe.ReasonToSkip;
}
