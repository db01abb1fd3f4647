using System.Net;
using System.Runtime.CompilerServices;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Spf;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Sending;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;

namespace Asmex.Workflows.Letters.SelfChecks;

/// <summary>What receivers ask DNS about the sender of a letter.</summary>
internal sealed class DnsChecks(MailDns dns, MailOptions mail, DkimOptions dkim, SelfCheckOptions options, DkimSignature signature)
{
    private const int StrongBits = 2048;
    private const int MostLookups = 10;

    private string From => DomainOf(mail.From);

    private string Envelope => string.IsNullOrEmpty(mail.BouncesTo) ? From : DomainOf(mail.BouncesTo);

    public async IAsyncEnumerable<CheckResult> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var spf = await TriedAsync(CheckKind.Spf, () => SpfAsync(cancellation));
        var signed = await TriedAsync(CheckKind.Dkim, () => DkimAsync(cancellation));
        yield return await TriedAsync(CheckKind.Sender, () => SenderAsync(cancellation));
        yield return spf;
        yield return signed;
        yield return await TriedAsync(CheckKind.Dmarc, () => DmarcAsync(cancellation));
        yield return await TriedAsync(CheckKind.Alignment, () => AlignmentAsync(spf, signed, cancellation));
        yield return await TriedAsync(CheckKind.ReverseName, () => ReverseNameAsync(cancellation));
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    // A resolver that does not answer says nothing about the sender.
    private static async Task<CheckResult> TriedAsync(CheckKind kind, Func<Task<CheckResult>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException and not OutOfMemoryException)
        {
            return new CheckResult(kind, CheckOutcome.Warns, Texts.TextCatalog.Shared.SayInAll("SelfCheck.NoAnswer", trouble.Message));
        }
    }

    private async Task<CheckResult> SenderAsync(CancellationToken cancellation) =>
        MailLanes.Of(mail.From) != MailLanes.Others ? CheckResult.Of(CheckKind.Sender, CheckOutcome.Blocks, "FreeMail", mail.From)
        : !await dns.TakesMailAsync(DomainOf(mail.AnswersTo), cancellation) ? CheckResult.Of(CheckKind.Sender, CheckOutcome.Warns, "NoMailbox", mail.AnswersTo)
        : CheckResult.Of(CheckKind.Sender, CheckOutcome.Passed, "Good", mail.From);

    private async Task<CheckResult> SpfAsync(CancellationToken cancellation)
    {
        var records = (await dns.TextsAsync(Envelope, cancellation)).Count(t => t.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase));
        if (records != 1)
        {
            return CheckResult.Of(CheckKind.Spf, CheckOutcome.Blocks, records == 0 ? "Missing" : "Several", Envelope);
        }

        var isSaid = options.SendingAddresses.Length > 0;
        var addresses = isSaid ? options.SendingAddresses.Select(IPAddress.Parse).ToList() : string.IsNullOrEmpty(mail.Host) ? [] : await dns.AddressesAsync(mail.Host, cancellation);
        foreach (var address in addresses)
        {
            var validator = new SpfValidator { DnsResolver = dns.Resolver, DnsLookupLimit = MostLookups, HeloDomain = DomainName.Parse(Envelope) };
            var verdict = (await validator.CheckHostAsync(address, Envelope, $"bounces@{Envelope}", false, cancellation)).Result;
            if (verdict != SpfQualifier.Pass)
            {
                return verdict == SpfQualifier.PermError ? CheckResult.Of(CheckKind.Spf, CheckOutcome.Blocks, "Broken", Envelope, MostLookups)
                    : CheckResult.Of(CheckKind.Spf, isSaid ? CheckOutcome.Blocks : CheckOutcome.Warns, isSaid ? "Fails" : "MayFail", Envelope, address.ToString(), verdict.ToString());
            }
        }

        return CheckResult.Of(CheckKind.Spf, CheckOutcome.Passed, "Good", Envelope);
    }

    private async Task<CheckResult> DkimAsync(CancellationToken cancellation)
    {
        var (domain, name) = (dkim.DomainOf(mail), $"{dkim.Selector}._domainkey.{dkim.DomainOf(mail)}");
        if ((await dns.TextsAsync(name, cancellation)).FirstOrDefault(t => t.Contains("p=", StringComparison.Ordinal)) is not { } record)
        {
            return CheckResult.Of(CheckKind.Dkim, CheckOutcome.Blocks, "Missing", name);
        }

        AsymmetricKeyParameter key;
        try
        {
            key = new Published(record).LocatePublicKey("dns/txt", domain, dkim.Selector, cancellation);
        }
        catch (Exception fault) when (fault is FormatException or ParseException or ArgumentException or IOException)
        {
            return CheckResult.Of(CheckKind.Dkim, CheckOutcome.Blocks, "Broken", name);
        }

        if (key is RsaKeyParameters { Modulus.BitLength: < DkimSignature.LeastBits } weak)
        {
            return CheckResult.Of(CheckKind.Dkim, CheckOutcome.Blocks, "Weak", name, weak.Modulus.BitLength, StrongBits);
        }

        return dkim.SignedBy == LetterSigner.Us && !await VerifiesAsync(record, cancellation) ? CheckResult.Of(CheckKind.Dkim, CheckOutcome.Blocks, "OtherKey", name)
            : key is RsaKeyParameters { Modulus.BitLength: < StrongBits } fair ? CheckResult.Of(CheckKind.Dkim, CheckOutcome.Warns, "Weak", name, fair.Modulus.BitLength, StrongBits)
            : CheckResult.Of(CheckKind.Dkim, CheckOutcome.Passed, dkim.SignedBy == LetterSigner.Us ? "Good" : "Published", name);
    }

    private async Task<bool> VerifiesAsync(string record, CancellationToken cancellation)
    {
        using var sample = new MimeMessage { Subject = "Self-check", Body = new TextPart("plain") { Text = "A sample of our signature." } };
        sample.From.Add(MailboxAddress.Parse(mail.From));
        sample.To.Add(MailboxAddress.Parse(mail.From));
        signature.Sign(sample);
        return await new DkimVerifier(new Published(record)).VerifyAsync(sample, sample.Headers[sample.Headers.IndexOf(HeaderId.DkimSignature)], cancellation);
    }

    private async Task<CheckResult> DmarcAsync(CancellationToken cancellation) => await DmarcOfAsync(From, cancellation) switch
    {
        null => CheckResult.Of(CheckKind.Dmarc, CheckOutcome.Blocks, "Missing", From),
        var (_, record) when !record.Contains("rua=", StringComparison.OrdinalIgnoreCase) => CheckResult.Of(CheckKind.Dmarc, CheckOutcome.Warns, "NoReports", From),
        _ => CheckResult.Of(CheckKind.Dmarc, CheckOutcome.Passed, "Good", From),
    };

    private async Task<CheckResult> AlignmentAsync(CheckResult spf, CheckResult signed, CancellationToken cancellation)
    {
        var own = await OrganisationOfAsync(From, cancellation);
        var bySpf = spf.Outcome != CheckOutcome.Blocks && await OrganisationOfAsync(Envelope, cancellation) == own;
        var byDkim = signed.Outcome != CheckOutcome.Blocks && await OrganisationOfAsync(dkim.DomainOf(mail), cancellation) == own;
        return bySpf && byDkim ? CheckResult.Of(CheckKind.Alignment, CheckOutcome.Passed, "Good", From)
            : bySpf || byDkim ? CheckResult.Of(CheckKind.Alignment, CheckOutcome.Warns, bySpf ? "OnlySpf" : "OnlyDkim", From)
            : CheckResult.Of(CheckKind.Alignment, CheckOutcome.Blocks, "None", From, Envelope, dkim.DomainOf(mail));
    }

    private async Task<CheckResult> ReverseNameAsync(CancellationToken cancellation)
    {
        foreach (var address in options.SendingAddresses)
        {
            if (await dns.NameOfAsync(IPAddress.Parse(address), cancellation) is null)
            {
                return CheckResult.Of(CheckKind.ReverseName, CheckOutcome.Warns, "Missing", address);
            }
        }

        return options.SendingAddresses.Length == 0 ? CheckResult.Of(CheckKind.ReverseName, CheckOutcome.Skipped, "NotOurs")
            : CheckResult.Of(CheckKind.ReverseName, CheckOutcome.Passed, "Good", string.Join(", ", options.SendingAddresses));
    }

    /// <summary>The nearest policy: that of the domain itself, else of the one above.</summary>
    private async Task<(string Domain, string Record)?> DmarcOfAsync(string domain, CancellationToken cancellation)
    {
        for (var at = domain; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if ((await dns.TextsAsync("_dmarc." + at, cancellation)).Where(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)).ToList() is [var only])
            {
                return (at, only);
            }
        }

        return null;
    }

    // The tree walk of DMARC's successor: the organisation is the highest domain with a policy of its own.
    private async Task<string> OrganisationOfAsync(string domain, CancellationToken cancellation)
    {
        var highest = domain;
        for (var at = domain; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            highest = (await dns.TextsAsync("_dmarc." + at, cancellation)).Any(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)) ? at : highest;
        }

        return highest;
    }

    private sealed class Published(string record) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) => GetPublicKey(record);

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(GetPublicKey(record));
    }
}
