using System.Net.Sockets;
using System.Security.Authentication;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// Tells "the endpoint cannot be reached", which is what a health check measures, from "this console cannot ask": its own name lookup or network.
/// </summary>
internal static class Unreachable
{
    /// <summary>In words when the other side is to blame; null when this console is.</summary>
    public static string? InWords(Exception exception, TimeSpan timeBox)
    {
        for (var each = exception; each is not null; each = each.InnerException)
        {
            var theirs = each switch
            {
                OperationCanceledException => true,
                SocketException socket => IsTheirs(socket.SocketErrorCode),
                AuthenticationException or HttpIOException => true,
                _ => (bool?)null,
            };
            if (theirs is not null) return theirs.Value ? Reason.Of(each, timeBox) : null;
        }
        return null;
    }

    private static bool IsTheirs(SocketError error) => error is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.ConnectionAborted
        or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.HostDown or SocketError.Shutdown;
}
