using Npgsql;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>Tells a store that answers badly from one that could not be asked.</summary>
internal static class WarmStoreFailure
{
    /// <summary>An error the backends would get too. Not one that says the console may not ask, or that nobody is in yet.</summary>
    public static bool IsAnswer(PostgresException exception) => Unasked(exception.SqlState) is null;

    /// <summary>Null where the probe loop has words of its own, as for sockets and timeouts.</summary>
    public static string? Reason(NpgsqlException exception) => exception switch
    {
        PostgresException postgres => Unasked(postgres.SqlState),
        { InnerException: EndOfStreamException } => "connection closed",
        _ => null,
    };

    private static string? Unasked(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "signing in was refused",
        PostgresErrorCodes.InsufficientPrivilege => "the account may not read pcs_dedup",
        PostgresErrorCodes.InvalidCatalogName => "the database does not exist",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "shutting down",
        PostgresErrorCodes.CannotConnectNow => "starting up or shutting down",
        _ => null,
    };
}
