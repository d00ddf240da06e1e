using System.Collections.Concurrent;
using IncidentConsole.Domain.Fleet;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>One shared connection for each region, made when first asked for and kept trying from then on.</summary>
internal sealed class RedisConnections(RedisOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RegionId, Lazy<Task<ConnectionMultiplexer>>> connections = new();

    public async Task<IDatabase> DatabaseAsync(RegionId region, CancellationToken cancellationToken)
    {
        var connecting = connections.GetOrAdd(region, id => new(() => ConnectionMultiplexer.ConnectAsync(Configuration(id))));
        return (await connecting.Value.WaitAsync(cancellationToken).ConfigureAwait(false)).GetDatabase();
    }

    public ConfigurationOptions Configuration(RegionId region)
    {
        var configuration = ConfigurationOptions.Parse(options.Regions[region.Value].Connection);
        configuration.ClientName = "incident-console";
        // The client counts INFO as administration.
        configuration.AllowAdmin = true;
        // A store that is down must neither stop the start nor collect questions until it is back.
        configuration.AbortOnConnectFail = false;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ConnectTimeout = (int)options.TimeBox.TotalMilliseconds;
        configuration.ReconnectRetryPolicy = new LinearRetry(1000);
        return configuration;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connecting in connections.Values)
            await (await connecting.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
