using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>Signs letters for our domain (RFC 6376), where that is not the relay's to do.</summary>
public sealed class DkimSignature(IOptions<DkimOptions> options, IOptions<MailOptions> mail)
{
    internal const int LeastBits = 1024;

    // RFC 8058 wants both unsubscribe headers signed, or the button is not shown.
    private static readonly string[] _signed =
    [
        "From", "To", "Subject", "Date", "Message-Id", "Reply-To", "MIME-Version", "Content-Type", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post",
    ];

    private readonly Lazy<AsymmetricKeyParameter> _key = new(() => Load(options.Value.KeyFile!));

    /// <summary>Puts the signature on, as the last thing before it leaves; does nothing when the relay signs.</summary>
    public void Sign(MimeMessage message)
    {
        if (options.Value.SignedBy != LetterSigner.Us)
        {
            return;
        }

        // Signed is what travels: an encoding that a server changes on the way would break the signature.
        message.Prepare(EncodingConstraint.SevenBit);
        var signer = new DkimSigner(_key.Value, options.Value.DomainOf(mail.Value), options.Value.Selector)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            AgentOrUserIdentifier = "@" + options.Value.DomainOf(mail.Value),
        };
        signer.Sign(message, [.. _signed.Where(message.Headers.Contains)]);
    }

    /// <exception cref="FormatException">It is no private RSA key.</exception>
    internal static AsymmetricKeyParameter Load(string file)
    {
        using var reader = new StreamReader(file);
        object? found;
        try
        {
            found = new PemReader(reader).ReadObject();
        }
        catch (PemException fault)
        {
            throw new FormatException(fault.Message, fault);
        }

        return (found switch { AsymmetricCipherKeyPair pair => pair.Private, _ => found }) is RsaPrivateCrtKeyParameters key && key.Modulus.BitLength >= LeastBits
            ? key : throw new FormatException("There is no such key in it.");
    }
}
