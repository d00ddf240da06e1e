using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Network;

/// <summary>
/// Loopback ports nobody uses. They lie below the range the kernel takes client ports from: a gate that refuses gives its port up
/// for a while, and no outgoing connection may sit on it when it wants it back. Each process has a share of them to itself, as
/// between the choice of a port and its use another process would find it free too.
/// </summary>
internal static class FreePorts
{
    private static readonly Lock Guard = new();
    private static readonly PortShare Share = PortShare.Take();
    private static int next = Random.Shared.Next(PortShare.Size);

    public static int Next() => Next([IPAddress.Loopback]);

    /// <summary>A port that is free on all the addresses. One that was given out comes again only after all others.</summary>
    public static int Next(IReadOnlyList<IPAddress> addresses)
    {
        lock (Guard)
        {
            for (var attempt = 0; attempt < PortShare.Size; attempt++)
            {
                var port = Share.First + next++ % PortShare.Size;
                if (addresses.All(address => IsFree(address, port)))
                    return port;
            }
        }

        throw new InvalidOperationException($"No free loopback port found between {Share.First} and {Share.First + PortShare.Size}.");
    }

    public static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
