using System.Buffers.Binary;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>Length-prefixed messages (RFC 1035, 4.2.2), any number on a connection.</summary>
internal sealed class TcpSide : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<ReadOnlyMemory<byte>, bool, ValueTask<byte[]?>> answer;
    private readonly CancellationToken stopping;
    private readonly Task accepting;

    public TcpSide(TcpListener listener, Func<ReadOnlyMemory<byte>, bool, ValueTask<byte[]?>> answer, CancellationToken stopping)
    {
        this.listener = listener;
        this.answer = answer;
        this.stopping = stopping;
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var prefix = new byte[2];
                while (await stream.ReadAtLeastAsync(prefix, 2, throwOnEndOfStream: false, stopping) == 2)
                {
                    var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                    await stream.ReadExactlyAsync(query, stopping);
                    if (await answer(query, false) is not { } reply) return;
                    BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)reply.Length);
                    await stream.WriteAsync((byte[])[.. prefix, .. reply], stopping);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client closed the connection, or the range stops.
            }
        }
    }
}
