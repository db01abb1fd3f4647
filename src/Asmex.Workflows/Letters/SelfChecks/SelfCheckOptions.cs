using System.Net;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>How the house looks at itself as receivers of its letters do; bound from the section <c>SelfCheck</c>.</summary>
public sealed class SelfCheckOptions
{
    public const string Section = "SelfCheck";

    /// <summary>The DNS server that is asked, as <c>9.9.9.9</c> or <c>127.0.0.1:5353</c>. Empty: the system's.</summary>
    public string? Resolver { get; set; }

    /// <summary>The addresses from which receivers get our letters: the relay's towards the world. Empty: those of <see cref="MailOptions.Host"/>, and SPF
    /// then only warns.</summary>
    public string[] SendingAddresses { get; set; } = [];

    /// <summary>Whether invitations wait while something is wrong; in Production only, and never in a sandbox. Defaults to true.</summary>
    public bool Enforce { get; set; } = true;

    internal IPEndPoint? ResolverAt => string.IsNullOrEmpty(Resolver) ? null
        : IPEndPoint.TryParse(Resolver, out var at) ? new IPEndPoint(at.Address, at.Port == 0 ? 53 : at.Port)
        : throw new FormatException($"SelfCheck:Resolver is not an address, got: '{Resolver}'. Set SelfCheck__Resolver, for example to 9.9.9.9.");
}
