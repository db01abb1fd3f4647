using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>The mailbox to which answers and reports of failed delivery come; bound from the section <c>Mailbox</c>.</summary>
public sealed class MailboxOptions
{
    public const string Section = "Mailbox";

    /// <summary>The IMAP server. Empty: no mailbox is read.</summary>
    public string? Host { get; set; }

    /// <summary>The port: 993 with TLS from the first byte, 143 with STARTTLS. Defaults to 993.</summary>
    [Range(1, 65535)] public int Port { get; set; } = 993;

    /// <summary>How the connection is encrypted. Defaults to <see cref="MailSecurity.Tls"/>; <see cref="MailSecurity.None"/> only for a server on the same machine.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Where new mail arrives. Defaults to INBOX.</summary>
    [Required] public string Folder { get; set; } = "INBOX";

    /// <summary>Where mail goes that belongs to a letter or a firm; made when it is not there. Defaults to ASMEX.</summary>
    [Required] public string DoneFolder { get; set; } = "ASMEX";

    /// <summary>Where mail goes that nothing here knows, for a person to read; nothing is ever deleted. Defaults to ASMEX-unknown.</summary>
    [Required] public string UnknownFolder { get; set; } = "ASMEX-unknown";

    /// <summary>How many messages one run takes in. Defaults to 200.</summary>
    [Range(1, 10_000)] public int Batch { get; set; } = 200;
}
