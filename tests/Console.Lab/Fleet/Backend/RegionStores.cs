using IncidentConsole.Lab.Fleet.Wal;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>What the pods of one region share.</summary>
internal sealed record RegionStores(string Region, DedupStore Dedup, WarmStore Warm, WalBucket Bucket) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Bucket.Dispose();
        await Dedup.DisposeAsync();
        await Warm.DisposeAsync();
    }
}
