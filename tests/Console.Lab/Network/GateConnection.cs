using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Network;

/// <summary>One connection through a <see cref="Gate"/>.</summary>
internal sealed class GateConnection(Socket client, Func<GateMode> mode, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource reset = new();
    private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp);

    public void Reset()
    {
        try
        {
            // Linger 0 makes the close an RST: whoever waits learns at once.
            client.LingerState = new LingerOption(true, 0);
            reset.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }

    public async Task RunAsync(IPEndPoint target)
    {
        try
        {
            await HoldWhileHangingAsync();
            await server.ConnectAsync(target, reset.Token);
            client.NoDelay = server.NoDelay = true;
            await Task.WhenAll(
                EndBothAsync(PumpAsync(client, server, answers: false)),
                EndBothAsync(PumpAsync(server, client, answers: true)));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Either side is gone: so is the connection.
        }
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        reset.Dispose();
    }

    /// <summary>A side that breaks must not leave the other waiting for it.</summary>
    private async Task EndBothAsync(Task pump)
    {
        try
        {
            await pump;
        }
        catch
        {
            await reset.CancelAsync();
            throw;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool answers)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await from.ReceiveAsync(buffer, SocketFlags.None, reset.Token);
            await HoldWhileHangingAsync();
            if (answers && mode().Delay is { Ticks: > 0 } delay)
                await Task.Delay(delay, time, reset.Token);
            if (read == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            await SendAllAsync(to, buffer.AsMemory(0, read));
        }
    }

    private async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes, SocketFlags.None, reset.Token)..];
    }

    /// <summary>A hanging connection never resumes: the gate resets it when it passes again.</summary>
    private async Task HoldWhileHangingAsync()
    {
        if (mode().Kind == GateKind.Hang)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, reset.Token);
    }
}
