namespace IncidentConsole.Lab.S3;

/// <summary>What the emulated account holds. A class and no record: a record would print the secret key.</summary>
public sealed class S3Options
{
    public required string AccessKey { get; init; }

    public required string SecretKey { get; init; }

    /// <summary>All buckets are versioned. Their regions are the regions that get an endpoint.</summary>
    public required IReadOnlyList<S3BucketOptions> Buckets { get; init; }

    public IReadOnlyList<S3ReplicationRule> Replication { get; init; } = [];

    /// <summary>How long an object takes to its replica when nothing is wrong.</summary>
    public TimeSpan ReplicationLag { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Loopback port by region. A region that is not named takes a free one.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();
}

/// <param name="Name">Such as <c>flk-wal-eu-west</c>.</param>
/// <param name="Region">The only region whose endpoint serves it, such as <c>eu-west</c>.</param>
public sealed record S3BucketOptions(string Name, string Region);

/// <summary>One direction of cross-region replication (CRR).</summary>
/// <param name="Source">Bucket whose new objects are copied.</param>
/// <param name="Destination">Bucket that gets the replicas.</param>
/// <param name="Prefix">Only keys that start with this; empty for all.</param>
public sealed record S3ReplicationRule(string Source, string Destination, string Prefix = "");

/// <summary>An object to load past the wire, as if put at <paramref name="LastModified"/> and replicated at once.</summary>
public sealed record SeedObject(string Key, ReadOnlyMemory<byte> Body, DateTimeOffset LastModified);
