using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>Who signs letters for our domain (DKIM); bound from the section <c>Dkim</c> and checked at start.</summary>
public sealed class DkimOptions
{
    public const string Section = "Dkim";

    /// <summary>Who signs: <c>Relay</c>, the mail server we hand letters to, or <c>Us</c>. Defaults to Relay.</summary>
    public LetterSigner SignedBy { get; set; } = LetterSigner.Relay;

    /// <summary>The domain that answers for the letters. Empty: that of <see cref="MailOptions.From"/>.</summary>
    public string? Domain { get; set; }

    /// <summary>The name under which the public key stands in DNS, before <c>._domainkey.</c> and the domain; also of the relay's key, for the self-check.
    /// Defaults to asmex.</summary>
    [Required] public string Selector { get; set; } = "asmex";

    /// <summary>A PEM file with the private RSA key; needed when we sign.</summary>
    public string? KeyFile { get; set; }

    public string DomainOf(MailOptions mail) => string.IsNullOrEmpty(Domain) ? mail.From[(mail.From.LastIndexOf('@') + 1)..] : Domain;
}

/// <summary>Who puts the DKIM signature on letters.</summary>
public enum LetterSigner
{
    /// <summary>The mail server that we hand letters to.</summary>
    Relay,

    /// <summary>This program.</summary>
    Us,
}
