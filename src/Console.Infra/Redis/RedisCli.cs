using System.Globalization;
using System.Net;
using IncidentConsole.Infra.Configuration;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>How a shell reaches the same Redis. The password belongs into REDISCLI_AUTH.</summary>
internal static class RedisCli
{
    public static string Of(string connection)
    {
        var configuration = ConfigurationOptions.Parse(connection);
        var (host, port) = configuration.EndPoints[0] switch
        {
            DnsEndPoint named => (named.Host, named.Port),
            IPEndPoint address => (address.Address.ToString(), address.Port),
            var other => throw new InvalidOperationException($"A Redis at {other} cannot be named in a command."),
        };
        var database = configuration.DefaultDatabase is > 0 and { } number ? $" -n {number.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"redis-cli -e -h {ShellText.Quote(host)} -p {port.ToString(CultureInfo.InvariantCulture)}{(configuration.Ssl ? " --tls" : "")}{database}";
    }
}
