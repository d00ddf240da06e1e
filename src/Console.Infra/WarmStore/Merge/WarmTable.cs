using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.WarmStore.Elected;
using Npgsql;
using NpgsqlTypes;

namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>The <c>pcs_dedup</c> of one region: read in pages by its key, added to, and, for what was elected, replaced where it still is as it was seen. It never deletes.</summary>
internal sealed class WarmTable(RegionId region, NpgsqlDataSource store) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Short transactions of a few milliseconds; the second limit is for rows that are larger than any backend writes.
    private const int PageRows = 500;
    private const int PageCharacters = 4 << 20;

    private const string Read = """
        select pcs_id, result::text, expires_at, created_at from pcs_dedup
        where @after is null or pcs_id > @after order by pcs_id limit @rows
        """;

    // All parts see the table as it was before the insert: what is joined was there already.
    private const string Write = """
        with offered as (
            select pcs_id, result, expires_at, created_at, coalesce(expires_at <= now() at time zone 'utc', false) as is_over
            from unnest(@ids, @results::jsonb[], @expires, @created) as row (pcs_id, result, expires_at, created_at)),
        copied as (
            insert into pcs_dedup (pcs_id, result, expires_at, created_at)
            select pcs_id, result, expires_at, created_at from offered where not is_over
            on conflict do nothing returning pcs_id)
        select 'copied', pcs_id, null, null from copied
        union all
        select 'conflict', pcs_id, offered.result::text, here.result::text from offered join pcs_dedup here using (pcs_id)
        where offered.result is distinct from here.result
        union all
        select 'expired', pcs_id, null, null from offered where is_over and not exists (select from pcs_dedup here where here.pcs_id = offered.pcs_id)
        """;

    private const string Different = """
        select pcs_id, offered.result::text, here.result::text from unnest(@ids, @results::jsonb[]) as offered (pcs_id, result) join pcs_dedup here using (pcs_id)
        where offered.result is distinct from here.result
        """;

    private const string Hold = """
        select count(*) from unnest(@ids, @elected::jsonb[]) as wanted (pcs_id, elected) join pcs_dedup here using (pcs_id) where here.result is not distinct from elected
        """;

    // The lookup sees the table as it was before the update.
    private const string Replace = """
        with wanted as (select pcs_id, seen, elected from unnest(@ids, @seen::jsonb[], @elected::jsonb[]) as row (pcs_id, seen, elected)),
        written as (
            update pcs_dedup here set result = elected from wanted
            where here.pcs_id = wanted.pcs_id and here.result is not distinct from seen and elected is distinct from seen
            returning here.pcs_id)
        select true, pcs_id from written
        union all
        select false, pcs_id from wanted join pcs_dedup here using (pcs_id) where here.result is not distinct from elected
        """;

    public static WarmTable Open(RegionId region, WarmStoreOptions options) => new(region, NpgsqlDataSource.Create(
        $"Application Name=incident-console-merge;Timeout=10;Command Timeout={Patience.TotalSeconds:0};Maximum Pool Size=2;"
        + options.Regions[region.Value].ConnectionString));

    /// <summary>About how many rows there are: what the planner expects from the table's size, also where nothing was ever analyzed. Counting would read them all.</summary>
    public Task<long> EstimateAsync(CancellationToken cancellationToken) => AskAsync("explain (format json) select from pcs_dedup", async command =>
    {
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!);
        return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt64();
    });

    /// <summary>The next rows in the order of their key; none at the end.</summary>
    public Task<List<WarmRow>> ReadAsync(string? after, CancellationToken cancellationToken) => AskAsync(Read, async command =>
    {
        command.Parameters.Add(new("after", NpgsqlDbType.Varchar) { Value = after ?? (object)DBNull.Value });
        command.Parameters.Add(new("rows", PageRows));
        var rows = new List<WarmRow>();
        var characters = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (characters < PageCharacters && await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), Time(reader, 2), Time(reader, 3)));
            characters += rows[^1].Result?.Length ?? 0;
        }
        return rows;
    });

    /// <summary>Adds those rows that are not there and not over, in one statement.</summary>
    public Task<WarmWrite> AddAsync(IReadOnlyList<WarmRow> rows, CancellationToken cancellationToken) => AskAsync(Write, async command =>
    {
        command.Parameters.Add(new("ids", NpgsqlDbType.Array | NpgsqlDbType.Varchar) { Value = rows.Select(row => row.Id).ToArray() });
        command.Parameters.Add(new("results", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = rows.Select(row => row.Result).ToArray() });
        command.Parameters.Add(new("expires", NpgsqlDbType.Array | NpgsqlDbType.Timestamp) { Value = rows.Select(row => row.Expires).ToArray() });
        command.Parameters.Add(new("created", NpgsqlDbType.Array | NpgsqlDbType.Timestamp) { Value = rows.Select(row => row.Created).ToArray() });
        var copied = new HashSet<string>();
        var conflicts = new List<(string, string, string)>();
        long expired = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            switch (reader.GetString(0))
            {
                case "copied": copied.Add(reader.GetString(1)); break;
                case "expired": expired++; break;
                default: conflicts.Add((reader.GetString(1), Text(reader, 2), Text(reader, 3))); break;
            }
        return new WarmWrite(copied, expired, conflicts);
    });

    /// <summary>Those of the rows that stand here with another result: the offered one first.</summary>
    public Task<List<WarmConflict>> DifferentAsync(IReadOnlyList<WarmRow> rows, CancellationToken cancellationToken) => AskAsync(Different, async command =>
    {
        Add(command, "ids", NpgsqlDbType.Varchar, rows.Select(row => row.Id));
        Add(command, "results", NpgsqlDbType.Text, rows.Select(row => row.Result));
        var found = new List<WarmConflict>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return found;
    });

    /// <summary>Puts results in place where the ones that were seen still stand, in one statement.</summary>
    /// <returns>The ids that were written, and those that held the new result before.</returns>
    public Task<(HashSet<string> Written, HashSet<string> Already)> ReplaceAsync(IReadOnlyList<WarmChange> changes, CancellationToken cancellationToken) => AskAsync(Replace, async command =>
    {
        Add(command, "ids", NpgsqlDbType.Varchar, changes.Select(change => change.Id));
        Add(command, "seen", NpgsqlDbType.Text, changes.Select(change => change.Seen));
        Add(command, "elected", NpgsqlDbType.Text, changes.Select(change => change.Elected));
        var (written, already) = (new HashSet<string>(), new HashSet<string>());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) (reader.GetBoolean(0) ? written : already).Add(reader.GetString(1));
        return (written, already);
    }, "read and update");

    /// <summary>How many of the rows hold the new result.</summary>
    public Task<long> CountAsync(IReadOnlyList<WarmChange> changes, CancellationToken cancellationToken) => AskAsync(Hold, async command =>
    {
        Add(command, "ids", NpgsqlDbType.Varchar, changes.Select(change => change.Id));
        Add(command, "elected", NpgsqlDbType.Text, changes.Select(change => change.Elected));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }, "read");

    private static void Add(NpgsqlCommand command, string name, NpgsqlDbType type, IEnumerable<string?> values) =>
        command.Parameters.Add(new(name, NpgsqlDbType.Array | type) { Value = values.ToArray() });

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<T> AskAsync<T>(string sql, Func<NpgsqlCommand, Task<T>> ask, string needs = "read and insert into")
    {
        try
        {
            await using var command = store.CreateCommand(sql);
            return await ask(command);
        }
        catch (NpgsqlException failure)
        {
            throw new WarmMergeException(region, failure, needs);
        }
    }

    private static DateTime? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);

    private static string Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? "null" : reader.GetString(column);
}
