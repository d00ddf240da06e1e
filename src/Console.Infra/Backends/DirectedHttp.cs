using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Infra.Backends;

/// <summary>Sends a request to an address of the caller's choosing, while the Host header and TLS still speak of the public name.</summary>
internal static class DirectedHttp
{
    private static readonly HttpRequestOptionsKey<IPAddress> Address = new("address");

    public static void SendTo(this HttpRequestMessage request, IPAddress address) => request.Options.Set(Address, address);

    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        context.InitialRequestMessage.Options.TryGetValue(Address, out var address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address!, context.DnsEndPoint.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
