using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IncidentConsole.Lab.S3.Storage;

/// <summary>All buckets of the account, whatever their region: names are global.</summary>
internal sealed class BucketStore(S3Options options)
{
    private readonly FrozenDictionary<string, Bucket> buckets =
        options.Buckets.ToFrozenDictionary(bucket => bucket.Name, bucket => new Bucket(bucket.Name, bucket.Region));

    public IEnumerable<Bucket> All => buckets.Values.OrderBy(bucket => bucket.Name, KeyOrder.Utf8);

    public Bucket? Find(string name) => buckets.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">No such bucket.</exception>
    public Bucket Get(string name) => Find(name) ?? throw new ArgumentException($"There is no bucket {name}.", nameof(name));

    public IEnumerable<S3ReplicationRule> RulesFor(string source) => options.Replication.Where(rule => rule.Source == source);

    public ImmutableDictionary<string, ReplicationStatus> DestinationsOf(string source, string key, ReplicationStatus status) =>
        RulesFor(source)
            .Where(rule => key.StartsWith(rule.Prefix, StringComparison.Ordinal))
            .ToImmutableDictionary(rule => rule.Destination, _ => status);
}
