using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>One small pool a region. Nothing connects before the first question.</summary>
internal sealed class WarmStores(IOptions<WarmStoreOptions> options) : IAsyncDisposable
{
    public IReadOnlyDictionary<RegionId, NpgsqlDataSource> All { get; } =
        options.Value.Regions.ToDictionary(region => new RegionId(region.Key), region => Connect(region.Value, options.Value));

    public async ValueTask DisposeAsync()
    {
        foreach (var store in All.Values)
            await store.DisposeAsync();
    }

    // Of two equal keys the last one wins, so whatever the operator wrote stays as written.
    private static NpgsqlDataSource Connect(WarmStoreRegionOptions region, WarmStoreOptions options)
    {
        var seconds = (int)Math.Ceiling(options.TimeBox.TotalSeconds);
        return NpgsqlDataSource.Create(
            $"Application Name=incident-console;Timeout={seconds};Command Timeout={seconds};Cancellation Timeout=-1;Maximum Pool Size=2;"
            + region.ConnectionString);
    }
}
