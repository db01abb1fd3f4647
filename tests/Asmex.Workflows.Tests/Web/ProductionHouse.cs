namespace Asmex.Workflows.Tests.Web;

/// <summary>The program as it is installed: no demonstration, and the settings that Production demands.</summary>
public sealed class ProductionHouse : DemonstratedHouse
{
    protected override string Kind => "Production";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Mail:Host", "127.0.0.1"),
        new("Mail:From", "plans@asmex.example"),
        new("Mail:PublicUrl", "https://plans.asmex.example"),
    ];
}
