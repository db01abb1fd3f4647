using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Security;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>How connections to mail servers are encrypted, and whose certificates they take.</summary>
internal static class OwnAuthority
{
    public static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>Besides what the system trusts, takes a certificate that descends from the house's own authority.</summary>
    /// <param name="path">A PEM file; empty: the system's authorities alone.</param>
    public static void Trust(MailService client, string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, problems) =>
            problems == SslPolicyErrors.None || (problems == SslPolicyErrors.RemoteCertificateChainErrors && Descends(certificate!, path));
    }

    private static bool Descends(X509Certificate certificate, string path)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(path));
        return chain.Build(new X509Certificate2(certificate));
    }
}
