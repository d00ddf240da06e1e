using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>What each SQLSTATE means for the console: the whole class where nothing is said of a code of its own.</summary>
internal static class SqlStates
{
    public static (FailureKind Kind, string Reason) Of(string sqlState) =>
        Code(sqlState) is { } unavailable ? (FailureKind.Unavailable, unavailable) : sqlState switch
        {
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
                (FailureKind.LostRace, $"another transaction was first ({sqlState})"),
            // Feature not supported: a plan made before a migration. Cursors and prepared statements of another session:
            // a pooler that is not in session mode.
            ['0', '3' or '8' or 'A', ..] or ['2', '4' or '5' or '6' or '8', ..] or ['3', '4' or 'D' or 'F', ..] => Unavailable(sqlState),
            // Rolled back; no resources; not in the state for it; the operator; the system; a snapshot too old; its configuration.
            ['4', '0', ..] or ['5', '3' or '5' or '7' or '8', ..] or ['7', '2', ..] or ['F', '0', ..] => Unavailable(sqlState),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => (FailureKind.Bug, $"its data is damaged ({sqlState})"),
            ['X', 'X', ..] => Unavailable(sqlState),
            // What is left would be answered the same again: data that does not fit, SQL that is wrong, a rule of the schema.
            _ => (FailureKind.Bug, $"it refuses what the console asks, a bug ({sqlState})"),
        };

    private static (FailureKind, string) Unavailable(string sqlState) => (FailureKind.Unavailable, $"it answered with error {sqlState}");

    private static string? Code(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "signing in was refused",
        PostgresErrorCodes.InvalidCatalogName => "the database does not exist",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
            "its tables are not there yet: the migrations have not run",
        PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedObject =>
            $"its tables are of another version ({sqlState}): the migrations have not run",
        PostgresErrorCodes.InsufficientPrivilege => "the account may not do this",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only, a standby perhaps",
        PostgresErrorCodes.InFailedSqlTransaction => "its transaction had failed already",
        PostgresErrorCodes.TooManyConnections => "it has no connection left",
        PostgresErrorCodes.DiskFull => "its disk is full",
        PostgresErrorCodes.OutOfMemory => "it is out of memory",
        PostgresErrorCodes.CannotConnectNow => "it is starting up or shutting down",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "it is shutting down",
        PostgresErrorCodes.QueryCanceled => "it gave the question up",
        PostgresErrorCodes.LockNotAvailable => "somebody holds a lock on it",
        PostgresErrorCodes.ProtocolViolation => "it does not speak its protocol: a pooler or proxy in between perhaps",
        _ => null,
    };
}
