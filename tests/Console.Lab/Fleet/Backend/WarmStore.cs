using System.Threading.Channels;
using Npgsql;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>
/// A region's warm dedup store in Postgres. Best effort and behind the answer: a request never waits for it, and when it is away
/// for long the oldest rows are let go.
/// </summary>
internal sealed class WarmStore(NpgsqlDataSource postgres, TimeProvider time) : IAsyncDisposable
{
    public const string Schema = """
        create table if not exists pcs_dedup (
            pcs_id varchar primary key, result jsonb, expires_at timestamp, created_at timestamp default (now() at time zone 'utc'));
        truncate pcs_dedup
        """;

    private const string Insert = """
        insert into pcs_dedup (pcs_id, result, expires_at)
        select * from unnest(@ids, @results::jsonb[], @expires) on conflict do nothing
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<WarmRow> rows = Channel.CreateBounded<WarmRow>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Add(string id, string result, DateTimeOffset expires) => rows.Writer.TryWrite(new WarmRow(id, result, expires.UtcDateTime));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<WarmRow>();
        while (true)
        {
            if (batch.Count == 0)
                await rows.Reader.WaitToReadAsync(cancellationToken);
            while (batch.Count < 500 && rows.Reader.TryRead(out var row))
                batch.Add(row);
            try
            {
                await WriteAsync(batch, cancellationToken);
                batch.Clear();
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // Kept for the next round.
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    private async Task WriteAsync(List<WarmRow> batch, CancellationToken cancellationToken)
    {
        await using var command = postgres.CreateCommand(Insert);
        command.Parameters.AddWithValue("ids", batch.Select(row => row.Id).ToArray());
        command.Parameters.AddWithValue("results", batch.Select(row => row.Result).ToArray());
        command.Parameters.AddWithValue("expires", batch.Select(row => DateTime.SpecifyKind(row.Expires, DateTimeKind.Unspecified)).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record WarmRow(string Id, string Result, DateTime Expires);
}
