using System.ComponentModel.DataAnnotations;

namespace Asmex.Workflows.Letters;

/// <summary>How letters leave the house; bound from the section <c>Mail</c> and checked at start.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server. Required in Production; without it, elsewhere, letters become files in <see cref="Folder"/>.</summary>
    public string? Host { get; set; }

    /// <summary>The port: 587 with STARTTLS, 465 with TLS from the first byte. Defaults to 587.</summary>
    [Range(1, 65535)] public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted. Defaults to <see cref="MailSecurity.StartTls"/>; <see cref="MailSecurity.None"/> only for a server on the same machine.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>A PEM file with the certificate of an own authority that the server's certificate may descend from. Empty: the system's authorities.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>The account at the server. Empty: no authentication.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address. Required in Production; its domain is also that of every Message-ID.</summary>
    public string From { get; set; } = "asmex@localhost.localdomain";

    /// <summary>The name shown with <see cref="From"/>, and the organisation's name inside the letters. Defaults to ASMEX.</summary>
    [Required] public string SenderName { get; set; } = "ASMEX";

    /// <summary>Where answers to letters go. Empty: to <see cref="From"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Where failed deliveries are reported. Each letter gets an address of its own there (<c>bounces+id@…</c>), which the server has to
    /// deliver to the mailbox that is read. Empty: to <see cref="From"/>, without the part that tells letters apart.</summary>
    public string? BouncesTo { get; set; }

    /// <summary>The address of the product as recipients reach it, with scheme and without a final slash. Required in Production, https there.</summary>
    [Required] public string PublicUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The sender's postal address, shown at the foot of letters to firms (law 09-08).</summary>
    public string? PostalAddress { get; set; }

    /// <summary>Where a person exercises the rights of law 09-08. Empty: <see cref="ReplyTo"/> or <see cref="From"/>.</summary>
    public string? PrivacyContact { get; set; }

    /// <summary>The number of the CNDP's receipt, shown in letters to firms and on their page. Empty: not shown.</summary>
    public string? CndpReceipt { get; set; }

    /// <summary>Where letters become .eml files when there is no <see cref="Host"/>; relative to the content root. Defaults to App_Data/mail.</summary>
    [Required] public string Folder { get; set; } = "App_Data/mail";

    /// <summary>The folder with the templates; relative to the program's folder. Defaults to templates.</summary>
    [Required] public string Templates { get; set; } = "templates";

    /// <summary>What this environment does with letters. Defaults to <see cref="MailSandbox.Off"/> in Production and without a <see cref="Host"/>, elsewhere to <see cref="MailSandbox.Hold"/>.</summary>
    public MailSandbox? Sandbox { get; set; }

    /// <summary>The address that gets every letter with <see cref="MailSandbox.Redirect"/>.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>How long a letter may stay unsent before it is withheld as too late. Defaults to 2 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")] public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long the server may stay silent. Defaults to one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")] public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a sender holds its claim; must be longer than twice <see cref="Patience"/>. Defaults to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")] public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many letters one run claims. Defaults to 50.</summary>
    [Range(1, 1000)] public int Batch { get; set; } = 50;

    /// <summary>How many letters one connection carries before it is closed. Defaults to 100.</summary>
    [Range(1, 10000)] public int LettersPerConnection { get; set; } = 100;

    /// <summary>How many connections one batch uses at once, when it is large enough. Defaults to 4.</summary>
    [Range(1, 64)] public int Connections { get; set; } = 4;

    public string AnswersTo => string.IsNullOrEmpty(ReplyTo) ? From : ReplyTo;

    public string RightsContact => string.IsNullOrEmpty(PrivacyContact) ? AnswersTo : PrivacyContact;

    /// <summary>The full address of a page, given as a path that begins with a slash.</summary>
    public string Absolute(string path) => PublicUrl.TrimEnd('/') + path;
}

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By STARTTLS; a server that does not offer it gets no letter.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}

/// <summary>What an environment that is not the real one does with letters.</summary>
public enum MailSandbox
{
    /// <summary>They go to their recipients.</summary>
    Off,

    /// <summary>None leaves: all are withheld.</summary>
    Hold,

    /// <summary>All go to <see cref="MailOptions.RedirectTo"/>.</summary>
    Redirect,
}
