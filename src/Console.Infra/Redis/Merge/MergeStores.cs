using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>Connections of a merge's own to the regions' Redis: a shared one would make everybody else wait for its bulk.</summary>
internal sealed class MergeStores(RedisOptions options)
{
    public Task<RespConnection> ConnectAsync(RegionId region, CancellationToken cancellationToken) =>
        RespConnection.OpenAsync(Name(region), Configuration(region), cancellationToken);

    public Task<DedupStore> OpenAsync(RegionId region, CancellationToken cancellationToken) =>
        DedupStore.OpenAsync(Name(region), Configuration(region), cancellationToken);

    public async Task<CopyLane> LaneAsync(Link leg, CancellationToken cancellationToken)
    {
        var source = await ConnectAsync(leg.From, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(source, await ConnectAsync(leg.To, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>All keys of its database, the foreign ones too: more than there is to do, never less.</summary>
    public async Task<long> SizeAsync(RegionId region, CancellationToken cancellationToken)
    {
        await using var redis = await ConnectAsync(region, cancellationToken).ConfigureAwait(false);
        await redis.SendAsync(new RespWriter().Array(1).Bulk("DBSIZE"u8).Written, cancellationToken).ConfigureAwait(false);
        return await redis.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);
    }

    private ConfigurationOptions Configuration(RegionId region) => ConfigurationOptions.Parse(options.Regions[region.Value].Connection);

    private static string Name(RegionId region) => $"{region} Redis";
}
