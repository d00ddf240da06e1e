using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Network;

/// <summary>
/// A TCP forwarder in front of something real, so that it can become unreachable, silent or slow for those who look through the
/// gate while it goes on running.
/// </summary>
public sealed class Gate(IPEndPoint address, IPEndPoint target, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<GateConnection, byte> connections = new();
    private readonly Lock guard = new();
    private TcpListener? listener;
    private GateMode mode = GateMode.Pass;

    public IPEndPoint Address => address;

    public GateMode Mode
    {
        get
        {
            lock (guard)
                return mode;
        }
    }

    /// <summary>Connections it has taken and not let go of.</summary>
    public int Held => connections.Count;

    public void Open() => Set(GateMode.Pass);

    /// <summary>Takes effect before it returns, for open connections too.</summary>
    public void Set(GateMode wanted)
    {
        lock (guard)
        {
            var before = mode.Kind;
            mode = wanted;
            // A connection that hung has lost its place in the conversation; a refused host knows none.
            if (wanted.Kind == GateKind.Refuse || (before == GateKind.Hang && wanted.Kind == GateKind.Pass))
                ResetAll();
            if (wanted.Kind == GateKind.Refuse)
                StopListening();
            else if (listener is null)
                StartListening();
        }
    }

    public void SetIfChanged(GateMode wanted)
    {
        if (Mode != wanted)
            Set(wanted);
    }

    public ValueTask DisposeAsync()
    {
        Set(GateMode.Refuse);
        return ValueTask.CompletedTask;
    }

    private void StartListening()
    {
        listener = new TcpListener(address);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    private void StopListening()
    {
        listener?.Stop();
        listener = null;
    }

    private void ResetAll()
    {
        foreach (var connection in connections.Keys)
            connection.Reset();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await from.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ForwardAsync(client);
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var connection = new GateConnection(client, () => Mode, time);
        connections[connection] = 0;
        if (Mode.Kind == GateKind.Refuse)
            connection.Reset();
        await connection.RunAsync(target);
        connections.TryRemove(connection, out _);
    }
}
