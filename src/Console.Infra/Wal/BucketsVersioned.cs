using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Wal;

/// <summary>Versioning is on: replication needs it, and what is overwritten is kept.</summary>
internal sealed class BucketsVersioned(WalBuckets buckets, TimeProvider time) : IReadinessCheck
{
    public string Key => "wal-versioning";
    public string Title => "The WAL buckets keep versions";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(buckets.All, bucket => bucket.Region.Value, CheckAsync, time, cancellationToken);

    private static async Task<ReadinessFinding> CheckAsync(WalBucket bucket, CancellationToken cancellationToken) => await bucket.VersioningAsync(cancellationToken) is var status && status == "Enabled"
        ? ReadinessFinding.Pass($"on for {bucket.Name}")
        : ReadinessFinding.Fail($"{(status is null ? "never switched on" : status.ToLowerInvariant())} for {bucket.Name}", $"aws s3api put-bucket-versioning --bucket {bucket.Name} --versioning-configuration Status=Enabled");
}
