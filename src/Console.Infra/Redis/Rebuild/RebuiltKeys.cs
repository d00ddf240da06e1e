using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Fleet;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>The keyspace beside the live one: <c>pcs-rebuild:&lt;snapshot&gt;:&lt;pcs_id&gt;</c>. It goes by itself after two days.</summary>
internal sealed class RebuiltKeys(RedisConnections connections)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Lives = TimeSpan.FromDays(2);

    /// <summary>Takes out what an earlier run of the same snapshot has left.</summary>
    public async Task ClearAsync(RegionId region, string snapshot, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        await foreach (var keys in PagesAsync(database, snapshot, cancellationToken).ConfigureAwait(false))
            await database.KeyDeleteAsync([.. keys]).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task WriteAsync(RegionId region, string snapshot, IReadOnlyCollection<Replacement> replacements, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(replacements.SelectMany(each => new Task[]
        {
            database.HashSetAsync(Key(snapshot, each.Id), each.ToHash()),
            database.KeyExpireAsync(Key(snapshot, each.Id), Lives),
        })).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>In the order of the ids; null where nothing was rebuilt.</summary>
    public async Task<Replacement?[]> FindAsync(RegionId region, string snapshot, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        var hashes = await Task.WhenAll(ids.Select(id => database.HashGetAllAsync(Key(snapshot, id)))).WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. ids.Select((id, at) => Replacement.Of(id, hashes[at]))];
    }

    /// <summary>All of them, some at a time; SCAN may repeat one.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Replacement>> AllAsync(RegionId region, string snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        await foreach (var keys in PagesAsync(database, snapshot, cancellationToken).ConfigureAwait(false))
            yield return [.. (await FindAsync(region, snapshot, [.. keys.Select(key => ((string)key!)[Prefix(snapshot).Length..])], cancellationToken).ConfigureAwait(false)).OfType<Replacement>()];
    }

    private static async IAsyncEnumerable<List<RedisKey>> PagesAsync(IDatabase database, string snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<RedisKey>(AtOnce);
        foreach (var server in database.Multiplexer.GetServers().Where(server => !server.IsReplica))
            await foreach (var key in server.KeysAsync(database.Database, Prefix(snapshot) + "*", pageSize: AtOnce).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                page.Add(key);
                if (page.Count < AtOnce) continue;
                yield return page;
                page = new(AtOnce);
            }
        if (page.Count > 0) yield return page;
    }

    private static string Prefix(string snapshot) => $"pcs-rebuild:{snapshot}:";

    private static RedisKey Key(string snapshot, string id) => Prefix(snapshot) + id;
}
