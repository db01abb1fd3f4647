namespace Asmex.Workflows.BrowserTests.Harness;

public enum Device
{
    /// <summary>1280 × 800, two columns.</summary>
    Desktop,

    /// <summary>360 × 740, by touch.</summary>
    Phone,
}
