using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Network;

/// <summary>
/// Loopback ports nobody uses. They lie below the range the kernel takes client ports from: a gate that refuses gives its port up
/// for a while, and no outgoing connection may sit on it when it wants it back.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Last = 32_000;
    private static readonly HashSet<int> Taken = [];
    private static readonly Lock Guard = new();

    public static int Next() => Next([IPAddress.Loopback]);

    /// <summary>A port that is free on all the addresses.</summary>
    public static int Next(IReadOnlyList<IPAddress> addresses)
    {
        lock (Guard)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                var port = Random.Shared.Next(First, Last);
                if (addresses.All(address => IsFree(address, port)) && Taken.Add(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No free loopback port found between {First} and {Last}.");
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
