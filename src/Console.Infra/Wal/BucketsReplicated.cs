using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>Each bucket has a replication rule in force to every other one that covers its WAL and the heartbeats.</summary>
internal sealed class BucketsReplicated(WalBuckets buckets, IOptions<WalOptions> options, TimeProvider time) : IReadinessCheck
{
    public string Key => "wal-replication";
    public string Title => "The WAL buckets replicate to each other, heartbeats too";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(buckets.All, bucket => bucket.Region.Value, CheckAsync, time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(WalBucket bucket, CancellationToken cancellationToken)
    {
        var rules = await bucket.ReplicationRulesAsync(cancellationToken);
        string[] prefixes = [options.Value.PrefixOf(bucket.Region), options.Value.HeartbeatPrefix];
        var missing =
            from other in buckets.All
            where other != bucket
            from prefix in prefixes
            where !rules.Any(rule => rule.IsEnabled && rule.Destination == other.Name && prefix.StartsWith(rule.Prefix, StringComparison.Ordinal))
            select $"{prefix} to {other.Name}";
        return missing.ToList() is { Count: > 0 } gaps
            ? ReadinessFinding.Fail($"no rule in force for {string.Join(", ", gaps)}", $"Add an enabled replication rule to {bucket.Name} for what is missing; an empty prefix covers everything.")
            : ReadinessFinding.Pass($"{rules.Count(rule => rule.IsEnabled)} rules in force");
    }
}
