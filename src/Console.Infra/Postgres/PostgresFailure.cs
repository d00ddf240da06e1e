using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>What to do about a failure of Postgres. There is no fourth kind: whatever it answers, the console lives on.</summary>
internal enum FailureKind
{
    /// <summary>Another transaction was first, and nothing was recorded: decide again on what is there now.</summary>
    LostRace,

    /// <summary>Try again later. What was to be recorded may have been, if the answer was lost.</summary>
    Unavailable,

    /// <summary>It would fail the same again: logged with its stack, and what was asked for is refused.</summary>
    Bug,
}

/// <summary>A failure of Postgres, without secrets.</summary>
/// <param name="Reason">A few words for the page.</param>
internal sealed record PostgresFailure(FailureKind Kind, string Reason)
{
    // idle_session_timeout; the driver has no name for it.
    private const string IdleSessionTimeout = "57P05";

    /// <summary>The one place that judges an exception of a question to Postgres.</summary>
    /// <param name="timeout">How long the question had.</param>
    public static PostgresFailure Of(Exception exception, TimeSpan timeout)
    {
        var chain = Chain(exception).ToList();
        if (chain.OfType<PostgresException>().LastOrDefault() is { } answer && SqlStates.Of(answer.SqlState) is var (kind, reason))
            return new(kind, reason);
        if (chain.Exists(IsTimeout)) return new(FailureKind.Unavailable, $"timed out after {timeout.TotalSeconds:0.#} s");
        return chain.Select(ReasonOf).LastOrDefault(known => known is not null) is { } unreachable
            ? new(FailureKind.Unavailable, unreachable)
            : new(FailureKind.Bug, $"a bug in the console ({chain[^1].GetType().Name})");
    }

    /// <summary>A pooled connection turned out to be dead: nothing was asked yet, a new connection may do.</summary>
    public static bool IsDeadConnection(Exception exception) =>
        Chain(exception).Any(cause => cause is IOException or PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or IdleSessionTimeout
        })
        && !Chain(exception).Any(IsTimeout);

    private static string? Driver => typeof(NpgsqlConnection).Assembly.GetName().Name;

    private static bool IsTimeout(Exception cause) => cause is TimeoutException or OperationCanceledException;

    private static string? ReasonOf(Exception cause) => cause switch
    {
        SocketException socket => ReasonOf(socket.SocketErrorCode),
        IOException or ObjectDisposedException => "the connection was lost",
        AuthenticationException => "TLS failed",
        NpgsqlException => "could not be reached",
        // The driver's own word for a connection that broke under it; what cannot be read as it is asked for is a bug.
        InvalidOperationException or NotSupportedException when cause.Source == Driver => "the connection was lost",
        _ => null,
    };

    private static string ReasonOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "connecting timed out",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its host name is not known",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "its host cannot be reached",
        _ => "the connection was lost",
    };

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
