using System.Net.Security;
using System.Net.Sockets;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;

namespace IncidentConsole.Infra.Readiness;

/// <summary>When the certificate of each https address ends. Whether it is trusted is for those who use the address: here only its end is read.</summary>
internal sealed class CertificatesLast(IEnumerable<Endpoints> endpoints, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "certificates";
    public string Title => $"No certificate ends within {Text.Span(policy.Readiness.ExpiryWarning)}";
    public ReadinessGroup Group => ReadinessGroup.Expiry;
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var secure = endpoints.SelectMany(each => each.All).Where(each => each.Address?.Scheme == Uri.UriSchemeHttps).DistinctBy(each => each.Address!.Authority).ToList();
        return secure.Count == 0
            ? Task.FromResult(ReadinessFinding.Pass("no configured address uses https"))
            : Places.AskAsync(secure, each => each.Name, (each, token) => CheckAsync(each.Address!, token), time, cancellationToken);
    }

    private async Task<ReadinessFinding> CheckAsync(Uri address, CancellationToken cancellationToken)
    {
        var end = await EndAsync(address, cancellationToken);
        var words = $"ends {Text.Moment(end)}";
        return end - time.GetUtcNow() > policy.Readiness.ExpiryWarning ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, $"Renew the certificate of {address.Host}.");
    }

    private static async Task<DateTimeOffset> EndAsync(Uri address, CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.DnsSafeHost, address.Port, cancellationToken);
        DateTimeOffset? end = null;
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.DnsSafeHost,
            // Nothing is sent over this connection; a certificate that has ended must still be read.
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                end = certificate is null ? null : DateTimeOffset.Parse(certificate.GetExpirationDateString(), System.Globalization.CultureInfo.CurrentCulture);
                return end is not null;
            },
        }, cancellationToken);
        return end!.Value;
    }
}
