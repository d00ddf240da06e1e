using System.Text.Json;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Wal;

/// <summary>An object of the console's own is written to each bucket, looked at and read back: what a replay's list and a snapshot need.</summary>
internal sealed class BucketsWritable(WalBuckets buckets, TimeProvider time) : IReadinessCheck
{
    private const string Prefix = "console/readiness/";

    public string Key => "wal-write";
    public string Title => "The console can write, look at and read its own objects in the WAL buckets";
    public ReadinessGroup Group => ReadinessGroup.DryRun;
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(buckets.All, bucket => bucket.Region.Value, CheckAsync, time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(WalBucket bucket, CancellationToken cancellationToken)
    {
        // The region is in the key: with replication both ways the two would overwrite each other.
        var key = $"{Prefix}{bucket.Region}.json";
        var written = JsonSerializer.Serialize(new { writtenAt = time.GetUtcNow() });
        try
        {
            await bucket.PutAsync(key, written, cancellationToken);
            await bucket.ReplicationAsync(key, cancellationToken);
            var read = System.Text.Encoding.UTF8.GetString(await bucket.GetAsync(key, cancellationToken));
            // Another replica may have written since.
            return ReadinessFinding.Pass(read == written ? $"{key} written, looked at, read back" : $"{key} written, looked at, read; another console wrote it meanwhile");
        }
        catch (CouldNotAskException refused) when (WalBucket.IsForbidden(refused))
        {
            return ReadinessFinding.Fail(refused.Message, $"Let the console put and get {Prefix}* in {bucket.Name}.");
        }
    }
}
