namespace Asmex.Workflows.Tests.Web;

/// <summary>The program with its jobs.</summary>
public sealed class WorkingHouse : DemonstratedHouse
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Jobs:Enabled", "true")];
}
