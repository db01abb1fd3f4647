using System.Globalization;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Web;

/// <summary>The program with a mail server that a test may take away.</summary>
public sealed class MaillessHouse : DemonstratedHouse
{
    internal SmtpServer Mail { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Mail:Host", "127.0.0.1"),
        new("Mail:Sandbox", "Off"),
        new("Mail:Port", Mail.Port.ToString(CultureInfo.InvariantCulture)),
        new("Mail:Security", "None"),
        new("Mail:From", "plans@asmex.example"),
    ];
}
