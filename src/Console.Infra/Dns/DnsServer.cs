using System.Net;
using System.Net.Sockets;
using DnsClient;

namespace IncidentConsole.Infra.Dns;

/// <summary>
/// One DNS server, asked itself: no cache, no retry, no other server in its place.
/// </summary>
/// <param name="name">As configured: that is how it is shown.</param>
/// <param name="isAuthoritative">Whether the zone is its own; a resolver is asked to look elsewhere.</param>
/// <param name="timeout">How long one question may take.</param>
internal sealed class DnsServer(string name, bool isAuthoritative, TimeSpan timeout)
{
    private LookupClient? client;

    public string Name { get; } = name;

    public bool IsAuthoritative { get; } = isAuthoritative;

    /// <summary>The answer to a name, of one type of address. A server that does not answer is a <see cref="ServerAnswer.Silence"/>, never
    /// an exception.</summary>
    public async Task<ServerAnswer> AskAsync(string domain, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            client ??= new LookupClient(await OptionsAsync(cancellationToken));
            var response = await client.QueryAsync(domain, type, QueryClass.IN, cancellationToken);
            return ServerAnswer.From(domain, response);
        }
        catch (Exception silence) when (!cancellationToken.IsCancellationRequested)
        {
            return ServerAnswer.Silent(Reason(silence));
        }
    }

    private async Task<LookupClientOptions> OptionsAsync(CancellationToken cancellationToken)
    {
        _ = ServerAddress.TryParse(Name, out var address);
        var host = await System.Net.Dns.GetHostAddressesAsync(address.Host, cancellationToken);
        return new LookupClientOptions(new IPEndPoint(host[0], address.Port))
        {
            UseCache = false,
            Retries = 0,
            Recursion = !IsAuthoritative,
            Timeout = timeout,
            ThrowDnsErrors = false,
            ContinueOnDnsError = false,
        };
    }

    private string Reason(Exception silence) => silence switch
    {
        DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } => $"no answer within {timeout.TotalSeconds:0.#} s",
        { InnerException: SocketException socket } => Words(socket),
        SocketException socket => Words(socket),
        _ => "no answer that could be read",
    };

    private static string Words(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound => "its own name is not found",
        var code => $"not reachable ({code})",
    };
}
