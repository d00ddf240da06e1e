using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentConsole.Lab.Hosting;

/// <summary>A certificate authority made for one run: whoever trusts its certificate trusts what it issues.</summary>
public sealed class RunAuthority : IDisposable
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);
    private readonly DateTimeOffset from;
    private readonly X509Certificate2 root;

    public RunAuthority(DateTimeOffset now)
    {
        from = now.AddDays(-1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rehearsal-range authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        root = request.CreateSelfSigned(from, from + Lasts);
    }

    /// <summary>What to trust, for <c>SSL_CERT_FILE</c> and the like.</summary>
    public string Pem => root.ExportCertificatePem();

    /// <summary>A server's certificate for one address, and no name.</summary>
    public X509Certificate2 Issue(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rehearsal-range", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        using var issued = request.Create(root, from, from + Lasts, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose() => root.Dispose();
}
