using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3.Replication;
using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3;

/// <summary>
/// S3 on the wire: versioned buckets in several regions, each served by its region's endpoint alone, replicated across regions as CRR
/// does. In memory. Call it with any S3 client, path-style; the members here are for whoever runs the range and keeps its ledger.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly BucketStore store;
    private readonly Replicator replicator;
    private readonly Dictionary<string, RegionEndpoint> endpoints;
    private readonly CancellationTokenSource stopping = new();
    private Task replication = Task.CompletedTask;

    /// <exception cref="ArgumentException">A replication rule names a bucket that is not there.</exception>
    public S3Server(FaultBoard faults, TimeProvider time, S3Options options)
    {
        store = new BucketStore(options);
        replicator = new Replicator(store, options, faults, time);
        endpoints = options.Buckets.Select(bucket => bucket.Region).Distinct().ToDictionary(
            region => region,
            region => new RegionEndpoint(options, new RegionServices(region, store, replicator, time), faults));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var endpoint in endpoints.Values)
            await endpoint.StartAsync(cancellationToken);
        replication = replicator.RunAsync(stopping.Token);
    }

    /// <summary>The service URL of a region's S3. Known once started.</summary>
    /// <exception cref="ArgumentException">No bucket is in that region.</exception>
    public Uri EndpointOf(string region) => endpoints.TryGetValue(region, out var endpoint)
        ? endpoint.Address
        : throw new ArgumentException($"There is no bucket in region {region}, so it has no endpoint.", nameof(region));

    /// <summary>Requests answered so far, over all regions: what a client costs.</summary>
    public long Requests => endpoints.Values.Sum(endpoint => endpoint.Requests);

    /// <summary>Every version and delete marker of a bucket, by key and newest first, as of now.</summary>
    /// <exception cref="ArgumentException">No such bucket.</exception>
    public IReadOnlyList<ObjectVersion> Versions(string bucket)
    {
        var from = store.Get(bucket);
        return [.. from.Keys.SelectMany(key => from.History(key))];
    }

    /// <summary>Loads many objects at once, past the wire, each with its replicas already in the peer buckets.</summary>
    /// <exception cref="ArgumentException">No such bucket.</exception>
    public void Seed(string bucket, IEnumerable<SeedObject> objects)
    {
        var source = store.Get(bucket);
        foreach (var item in objects)
        {
            var version = NewVersion.Of(item.Key, item.Body, item.LastModified) with
            {
                Checksum = Checksum.Of(item.Body.Span, Checksum.DefaultAlgorithm),
                Destinations = store.DestinationsOf(bucket, item.Key, ReplicationStatus.Completed),
            };
            source.TryAdd(version, WriteCondition.None);
            foreach (var destination in version.Destinations.Keys)
                store.Get(destination).TryAdd(Replica.Of(version, version.LastModified), WriteCondition.None);
        }
    }

    /// <summary>Settles all replication that is due, now instead of at the next tick: for tests that move the clock by hand.</summary>
    internal void SettleReplication() => replicator.Advance();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await replication.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var endpoint in endpoints.Values)
            await endpoint.DisposeAsync();
        stopping.Dispose();
    }
}
