using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentConsole.Lab.Hosting;

/// <summary>A TLS listener with a certificate made for this run, which clients are told not to verify.</summary>
/// <param name="Port">0 takes a free one.</param>
internal sealed record SecureListener(int Port, X509Certificate2 Certificate)
{
    public static SecureListener Create(int port, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rehearsal-range", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return new SecureListener(port, request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30)));
    }
}
