using System.Diagnostics;
using System.Net.Sockets;

namespace IncidentConsole.Bench.Parity;

/// <summary>Somebody else who uses the same Redis: pings it a hundred times a second, at least once, and measures what that takes.</summary>
internal sealed class OtherClient : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] pinging;

    public OtherClient(List<double> milliseconds, params int[] ports) =>
        pinging = [.. ports.Select(port => Task.Factory.StartNew(() => Ping(port, milliseconds), TaskCreationOptions.LongRunning))];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(pinging);
        stop.Dispose();
    }

    // A thread and a blocking socket of its own: the pool's queue must not count as Redis being slow.
    private void Ping(int port, List<double> milliseconds)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        var answer = new byte[64];
        do
        {
            var started = Stopwatch.GetTimestamp();
            socket.Send("PING\r\n"u8);
            socket.Receive(answer);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            lock (milliseconds) milliseconds.Add(took);
        }
        while (!stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(10)));
    }
}
