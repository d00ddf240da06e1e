using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>The ways into the console's Postgres. Nothing connects before it is asked.</summary>
internal sealed class PostgresDatabase(IOptions<PostgresOptions> options) : IAsyncDisposable
{
    // An idle session is asked for a sign of life this often, so that a silent cut is noticed on both sides.
    private const int KeepAliveSeconds = 10;

    private readonly string connectionString = WithDefaults(options.Value);

    /// <summary>Pooled connections, for everything short.</summary>
    public NpgsqlDataSource Pool { get; } = NpgsqlDataSource.Create(WithDefaults(options.Value));

    /// <summary>A session of its own, for what lives as long as the session: listening and advisory locks.</summary>
    public async Task<NpgsqlConnection> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Keepalive={KeepAliveSeconds}");
        try
        {
            await connection.OpenAsync(cancellationToken);
            // The server must notice a vanished console too: by default it would hold its locks for two hours.
            await using var keepAlive = new NpgsqlCommand(
                $"set tcp_keepalives_idle = {KeepAliveSeconds}; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3", connection);
            await keepAlive.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    // Of two equal keys the last one wins, so whatever the operator wrote stays as written.
    private static string WithDefaults(PostgresOptions options)
    {
        var seconds = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        return $"Application Name=incident-console;Timeout={seconds};Command Timeout={seconds};Cancellation Timeout=-1;"
            + $"Maximum Pool Size=20;{options.ConnectionString}";
    }
}
