using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>A key that is asked for has to be there, or every letter would leave unsigned.</summary>
internal sealed class DkimOptionsCheck : IValidateOptions<DkimOptions>
{
    public ValidateOptionsResult Validate(string? name, DkimOptions dkim)
    {
        if (dkim.SignedBy != LetterSigner.Us)
        {
            return ValidateOptionsResult.Success;
        }

        if (string.IsNullOrEmpty(dkim.KeyFile) || !File.Exists(dkim.KeyFile))
        {
            return ValidateOptionsResult.Fail($"Dkim:SignedBy is Us, but Dkim:KeyFile names no file, got: '{dkim.KeyFile}'. Set Dkim__KeyFile to a PEM file with an RSA key.");
        }

        try
        {
            _ = DkimSignature.Load(dkim.KeyFile);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"Dkim:KeyFile '{dkim.KeyFile}' holds no private RSA key of at least {DkimSignature.LeastBits} bits: {fault.Message}");
        }
    }
}
