using System.Globalization;
using System.Net;

namespace IncidentConsole.Infra.Dns;

/// <summary>Where a DNS server listens, as configured: <c>10.0.0.2</c>, <c>[::1]:5353</c>, <c>ns-1.example.com:53</c>.</summary>
internal sealed record ServerAddress(string Host, int Port)
{
    private const int DnsPort = 53;

    public static bool TryParse(string text, out ServerAddress address)
    {
        address = new ServerAddress(text, DnsPort);
        if (IPEndPoint.TryParse(text, out var endPoint))
        {
            address = new ServerAddress(endPoint.Address.ToString(), endPoint.Port == 0 ? DnsPort : endPoint.Port);
            return true;
        }
        if (text.Split(':') is [var host, var port])
        {
            if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535) return false;
            address = new ServerAddress(host, number);
        }
        return Uri.CheckHostName(address.Host) == UriHostNameType.Dns;
    }
}
