using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>One datagram in, at most one out; a slow answer holds up no other.</summary>
internal sealed class UdpSide : IAsyncDisposable
{
    private readonly UdpClient socket;
    private readonly Func<ReadOnlyMemory<byte>, bool, ValueTask<byte[]?>> answer;
    private readonly CancellationToken stopping;
    private readonly Task receiving;

    public UdpSide(IPEndPoint endPoint, Func<ReadOnlyMemory<byte>, bool, ValueTask<byte[]?>> answer, CancellationToken stopping)
    {
        socket = new UdpClient(endPoint);
        this.answer = answer;
        this.stopping = stopping;
        receiving = ReceiveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = AnswerAsync(await socket.ReceiveAsync(stopping));
            }
            catch (SocketException)
            {
                // The client of an earlier answer has gone; the socket itself is fine.
            }
        }
    }

    private async Task AnswerAsync(UdpReceiveResult query)
    {
        try
        {
            if (await answer(query.Buffer, true) is { } reply)
                await socket.SendAsync(reply, query.RemoteEndPoint, stopping);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody waits for this answer any more.
        }
    }
}
