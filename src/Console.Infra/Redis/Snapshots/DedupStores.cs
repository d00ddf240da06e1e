using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>Connections of a procedure's own: a shared one would make everybody else wait for its bulk.</summary>
internal sealed class DedupStores(IOptions<RedisOptions> options)
{
    public Task<DedupStore> OpenAsync(RegionId region, CancellationToken cancellationToken) =>
        DedupStore.OpenAsync($"{region} Redis", Configuration(region), cancellationToken);

    /// <summary>All keys of its database, the foreign ones too: more than there is to do, never less.</summary>
    public async Task<long> SizeAsync(RegionId region, CancellationToken cancellationToken)
    {
        await using var redis = await RespConnection.OpenAsync($"{region} Redis", Configuration(region), cancellationToken).ConfigureAwait(false);
        await redis.SendAsync(new RespWriter().Array(1).Bulk("DBSIZE"u8).Written, cancellationToken).ConfigureAwait(false);
        return await redis.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);
    }

    private ConfigurationOptions Configuration(RegionId region) => ConfigurationOptions.Parse(options.Value.Regions[region.Value].Connection);
}
