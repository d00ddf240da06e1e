using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>Answers DNS over UDP and TCP on one loopback port.</summary>
/// <param name="port">0 takes a port that is free for both.</param>
/// <param name="answer">The answer to a query; null leaves the client without one.</param>
internal sealed class DnsListener(IPAddress address, int port, Func<DnsMessage, CancellationToken, ValueTask<DnsMessage?>> answer) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private UdpSide? udp;
    private TcpSide? tcp;

    public IPEndPoint EndPoint { get; private set; } = new(address, port);

    public void Start()
    {
        for (var attempt = 0; ; attempt++)
        {
            var listener = new TcpListener(address, port);
            listener.Start();
            EndPoint = (IPEndPoint)listener.LocalEndpoint;
            try
            {
                udp = new UdpSide(EndPoint, AnswerAsync, stopping.Token);
                tcp = new TcpSide(listener, AnswerAsync, stopping.Token);
                return;
            }
            catch (SocketException) when (port == 0 && attempt < 20)
            {
                // Free for TCP, taken for UDP: try the next free one.
                listener.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (udp is not null) await udp.DisposeAsync();
        if (tcp is not null) await tcp.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>The answer's bytes, cut for UDP to what the client takes; null stays silent.</summary>
    private async ValueTask<byte[]?> AnswerAsync(ReadOnlyMemory<byte> bytes, bool overUdp)
    {
        DnsMessage query;
        try
        {
            query = DnsReader.ReadQuery(bytes.Span);
        }
        catch (FormatException)
        {
            return bytes.Length < 2 ? null : Malformed(bytes.Span);
        }
        if (query.IsResponse) return null;

        var reply = query.OpCode == 0 ? await answer(query, stopping.Token) : query.Reply(DnsCode.NotImplemented);
        var limit = overUdp ? Math.Max((int)(query.EdnsPayload ?? 0), DnsMessage.ClassicPayload) : ushort.MaxValue;
        return reply is null ? null : DnsWriter.Write(reply, limit);
    }

    /// <summary>A header alone: the same id, QR set, FORMERR.</summary>
    private static byte[] Malformed(ReadOnlySpan<byte> query) => [query[0], query[1], 0x80, (byte)DnsCode.FormatError, 0, 0, 0, 0, 0, 0, 0, 0];
}
