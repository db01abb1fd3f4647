using Asmex.Workflows.BrowserTests.Journey;

namespace Asmex.Workflows.BrowserTests.Studio;

/// <summary>One person for each role in one region, two firms, and Elsa Studio.</summary>
public sealed class DrawingHouse : SmallHouse
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => StudioProduct.StudioSettings;
}
