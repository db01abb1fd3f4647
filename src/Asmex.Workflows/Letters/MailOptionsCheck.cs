using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>What the attributes cannot say: what Production needs, and which settings belong together.</summary>
internal sealed class MailOptionsCheck(IHostEnvironment environment) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions mail)
    {
        var faults = Faults(mail).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(MailOptions mail)
    {
        if (!Recipient.IsAddress(mail.From))
        {
            yield return $"Mail:From is not a mail address, got: '{mail.From}'. Set Mail__From, for example to invitations@asmex.example.";
        }

        if (!string.IsNullOrEmpty(mail.ReplyTo) && !Recipient.IsAddress(mail.ReplyTo))
        {
            yield return $"Mail:ReplyTo is not a mail address, got: '{mail.ReplyTo}'. Set Mail__ReplyTo, for example to contact@asmex.example, or leave it empty.";
        }

        if (!string.IsNullOrEmpty(mail.BouncesTo) && !Recipient.IsAddress(mail.BouncesTo))
        {
            yield return $"Mail:BouncesTo is not a mail address, got: '{mail.BouncesTo}'. Set Mail__BouncesTo, for example to bounces@asmex.example, or leave it empty.";
        }

        if (!Uri.TryCreate(mail.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return $"Mail:PublicUrl is not an address of a site, got: '{mail.PublicUrl}'. Set Mail__PublicUrl, for example to https://plans.asmex.example.";
        }

        if (mail.Sandbox == MailSandbox.Redirect && !Recipient.IsAddress(mail.RedirectTo ?? ""))
        {
            yield return $"Mail:Sandbox is Redirect, but Mail:RedirectTo is not a mail address, got: '{mail.RedirectTo}'. Set Mail__RedirectTo.";
        }

        // A sender begins no letter that two silences could carry beyond its claim.
        if (mail.Lease <= mail.Patience * 2)
        {
            yield return $"Mail:Lease ({mail.Lease}) must be longer than Mail:Patience ({mail.Patience}) twice over, or no letter would ever be begun. Set Mail__Lease.";
        }

        if (!string.IsNullOrEmpty(mail.CertificateAuthority) && !File.Exists(mail.CertificateAuthority))
        {
            yield return $"Mail:CertificateAuthority names a file that is not there: '{mail.CertificateAuthority}'.";
        }

        if (!environment.IsProduction())
        {
            yield break;
        }

        if (string.IsNullOrEmpty(mail.Host))
        {
            yield return "Mail:Host is missing: no letter could leave. Set Mail__Host to the SMTP server (and Mail__Port, Mail__User, Mail__Password as it asks).";
        }

        if (mail.From.EndsWith("localdomain", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Mail:From is missing: set Mail__From to the address letters come from.";
        }

        if (url?.Scheme != "https")
        {
            yield return $"Mail:PublicUrl must be the https address that recipients reach, got: '{mail.PublicUrl}'. Set Mail__PublicUrl.";
        }
    }
}
