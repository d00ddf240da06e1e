using System.Text;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>
/// The Redis snapshots are restored into. It is never one of the dedup stores, by its own word, and it is emptied only of what this console put
/// there: a mark is set before the first key.
/// </summary>
internal sealed class ScratchRedis : IAsyncDisposable
{
    private const string Title = "scratch Redis";
    private static readonly byte[] Mark = "console:scratch"u8.ToArray();
    private readonly RespConnection redis;
    private readonly ConfigurationOptions configuration;
    private readonly RespWriter command = new();

    private ScratchRedis(RespConnection redis, ConfigurationOptions configuration) => (this.redis, this.configuration) = (redis, configuration);

    /// <exception cref="RespException">It is not configured, does not answer, is a dedup store itself, or holds somebody's keys.</exception>
    public static async Task<ScratchRedis> OpenAsync(RedisOptions options, CancellationToken cancellationToken)
    {
        if (options.Scratch.Length == 0) throw new RespException(Title, "Redis:Scratch is not configured, so no snapshot can be restored to be counted");
        var configuration = ConfigurationOptions.Parse(options.Scratch);
        var scratch = new ScratchRedis(await RespConnection.OpenAsync(Title, configuration, cancellationToken).ConfigureAwait(false), configuration);
        try
        {
            await scratch.RefuseDedupStoresAsync(options, cancellationToken).ConfigureAwait(false);
            await scratch.TakeAsync(cancellationToken).ConfigureAwait(false);
            return scratch;
        }
        catch
        {
            await scratch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>For comparing it as a dedup store is compared.</summary>
    public Task<DedupStore> AsStoreAsync(CancellationToken cancellationToken) => DedupStore.OpenAsync(Title, configuration, cancellationToken);

    public async Task WriteAsync(IReadOnlyList<SnapshotEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var some in entries.Chunk(500))
        {
            command.Clear();
            foreach (var entry in some) entry.WriteTo(command);
            await redis.SendAsync(command.Written, cancellationToken).ConfigureAwait(false);
            foreach (var _ in some) await StatusAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes out every dedup key again.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await using var store = await AsStoreAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var page in store.ScanAsync(cancellationToken).ConfigureAwait(false))
        {
            await redis.SendAsync(command.Clear().Array(page.Count + 1).Bulk("UNLINK"u8).Written, cancellationToken).ConfigureAwait(false);
            await redis.SendAsync(page.Arguments, cancellationToken).ConfigureAwait(false);
            await redis.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        await redis.SendAsync(command.Clear().Array(2).Bulk("EXISTS"u8).Bulk(Mark).Written, cancellationToken).ConfigureAwait(false);
        var isOurs = await redis.ReadIntegerAsync(cancellationToken).ConfigureAwait(false) > 0;
        await using (var store = await AsStoreAsync(cancellationToken).ConfigureAwait(false))
            await foreach (var _ in store.ScanAsync(cancellationToken).ConfigureAwait(false))
                if (!isOurs) throw new RespException(Title, "it holds dedup keys that this console did not put there: is it really a scratch Redis?");
        await redis.SendAsync(command.Clear().Array(3).Bulk("SET"u8).Bulk(Mark).Bulk("restored snapshots are counted here"u8).Written, cancellationToken).ConfigureAwait(false);
        await StatusAsync(cancellationToken).ConfigureAwait(false);
        // What a run that was cut off has left.
        await EmptyAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RefuseDedupStoresAsync(RedisOptions options, CancellationToken cancellationToken)
    {
        var own = await RunIdAsync(redis, cancellationToken).ConfigureAwait(false);
        foreach (var (region, of) in options.Regions)
        {
            await using var store = await RespConnection.OpenAsync($"{region} Redis", ConfigurationOptions.Parse(of.Connection), cancellationToken).ConfigureAwait(false);
            if (await RunIdAsync(store, cancellationToken).ConfigureAwait(false) == own)
                throw new RespException(Title, $"it is the server of {new RegionId(region)}'s dedup store; set Redis:Scratch to another one");
        }
    }

    private static async Task<string> RunIdAsync(RespConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(new RespWriter().Array(2).Bulk("INFO"u8).Bulk("server"u8).Written, cancellationToken).ConfigureAwait(false);
        var info = Encoding.UTF8.GetString(await connection.ReadBulkAsync(cancellationToken).ConfigureAwait(false) ?? []);
        return info.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith("run_id:", StringComparison.Ordinal)) ?? "";
    }

    private async Task StatusAsync(CancellationToken cancellationToken)
    {
        while (!redis.Reader.TryReadStatus()) await redis.Reader.FillAsync(cancellationToken).ConfigureAwait(false);
    }
}
