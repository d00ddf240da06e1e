using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Hears of every entry in any timeline, whoever wrote it: a trigger notifies in the transaction that inserts.</summary>
internal sealed partial class TimelineListener(PostgresDatabase database, PostgresQueries queries, TimeProvider time, ILogger<TimelineListener> logger)
{
    /// <summary>What is yielded after each connect: anything may have changed unheard.</summary>
    public const int Anything = -1;

    /// <summary>The trigger notifies here, with the incident's number; see the migrations.</summary>
    private const string Channel = "timeline";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<int> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var connection = await ConnectAsync(cancellationToken);
            var heard = new Queue<int>([Anything]);
            connection.Notification += (_, notification) => heard.Enqueue(NumberOf(notification.Payload));
            do
            {
                while (heard.TryDequeue(out var incident))
                    yield return incident;
            }
            while (await HearAsync(connection, cancellationToken));
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await database.OpenSessionAsync(cancellationToken);
                await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
                await listen.ExecuteNonQueryAsync(cancellationToken);
                return connection;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                LogNotListening(queries.Judge(exception).Reason);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>What another version, or somebody with psql, sends here may be anything.</summary>
    private static int NumberOf(string payload) =>
        int.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Anything;

    /// <summary>Waits for a notification. False when the connection is gone.</summary>
    private async Task<bool> HearAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotListening(queries.Judge(exception).Reason);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lost LISTEN connection, reconnecting: {Reason}")]
    private partial void LogNotListening(string reason);
}
