using System.Net.Sockets;
using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Tells the expected failures of a Postgres from bugs, and names them without secrets.</summary>
internal static class PostgresFailure
{
    /// <summary>Somebody else wrote the same sequence first.</summary>
    public static bool IsLostRace(Exception exception) =>
        Chain(exception).OfType<PostgresException>().Any(postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation);

    /// <summary>A pooled connection turned out to be dead: nothing was asked yet, a new connection may do.</summary>
    public static bool IsDeadConnection(Exception exception) =>
        Chain(exception).Any(cause => cause is IOException or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown })
        && !Chain(exception).Any(IsTimeout);

    /// <summary>Why Postgres could not be used: a few words for the page. Null for a bug, which must be thrown on.</summary>
    public static string? Reason(Exception exception, TimeSpan timeout) =>
        Chain(exception).Any(IsTimeout)
            ? $"timed out after {timeout.TotalSeconds:0.#} s"
            : Chain(exception).Select(ReasonOf).LastOrDefault(reason => reason is not null);

    private static bool IsTimeout(Exception cause) => cause is TimeoutException or OperationCanceledException;

    private static string? ReasonOf(Exception cause) => cause switch
    {
        PostgresException postgres => ReasonOf(postgres.SqlState),
        SocketException socket => ReasonOf(socket.SocketErrorCode),
        IOException => "the connection was lost",
        NpgsqlException => "could not be reached",
        _ => null,
    };

    private static string? ReasonOf(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "signing in was refused",
        PostgresErrorCodes.InvalidCatalogName => "the database does not exist",
        PostgresErrorCodes.UndefinedTable => "its tables are not there yet: the migrations have not run",
        PostgresErrorCodes.InsufficientPrivilege => "the account may not do this",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only, a standby perhaps",
        PostgresErrorCodes.TooManyConnections => "it has no connection left",
        PostgresErrorCodes.DiskFull => "its disk is full",
        PostgresErrorCodes.CannotConnectNow => "it is starting up or shutting down",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "it is shutting down",
        PostgresErrorCodes.QueryCanceled => "it gave the question up",
        // Connection exceptions, insufficient resources, operator intervention, lock not available, system errors.
        ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '5', ..] or ['5', '8', ..] => $"it answered with error {sqlState}",
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
