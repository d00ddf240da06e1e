using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Wal.Integrity;

namespace IncidentConsole.Infra.Wal;

/// <summary>Section <c>Wal</c>: the buckets the write-ahead logs are shipped to, and how their keys read.</summary>
public sealed class WalOptions : ProbeOptions
{
    public const string Section = "Wal";

    public IDictionary<string, WalRegion> Regions { get; init; } = new Dictionary<string, WalRegion>();

    /// <summary>Where a region's own segments are. Without <c>{region}</c> both regions share it and replicas are told by their replication status.</summary>
    [Required]
    public string Prefix { get; init; } = "inbox/{region}/";

    /// <summary>The time a segment's key begins with after the prefix, as a .NET format in UTC. Empty when keys carry none: then all are listed.</summary>
    public string KeyTime { get; init; } = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>Where the console's heartbeats go. Let a lifecycle rule expire them after a day.</summary>
    [Required]
    public string HeartbeatPrefix { get; init; } = "hb/";

    /// <summary>
    /// Where the heads of the timelines' hash chains are kept, a small object an incident and region. A new, empty database needs another one: its
    /// incidents have the numbers of the old ones.
    /// </summary>
    [Required]
    public string ChainPrefix { get; init; } = "console/chain/";

    /// <summary>
    /// Oldest age of a region's newest segment that still counts as writing. Longer than the window ingest is measured over and a scrape, or the end
    /// of the traffic passes for the end of the writing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How far back to look after a start, before anything is known.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "24:00:00")]
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest time until what was accepted is in a segment in the bucket: the shipper's interval and some.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ShippedWithin { get; init; } = TimeSpan.FromMinutes(1);

    [Required]
    public WalIntegrityOptions Integrity { get; init; } = new();

    internal string PrefixOf(RegionId region) => Prefix.Replace("{region}", region.Value, StringComparison.Ordinal);

    internal bool IsPrefixShared => !Prefix.Contains("{region}", StringComparison.Ordinal);
}

/// <summary>The bucket of one region.</summary>
public sealed class WalRegion : IValidatableObject
{
    [Required]
    public string Bucket { get; init; } = "";

    /// <summary>An S3-compatible endpoint; empty for AWS itself.</summary>
    [HttpAddress]
    public Uri? ServiceUrl { get; init; }

    /// <summary>The region as AWS names it: <c>eu-west-1</c>.</summary>
    public string? AwsRegion { get; init; }

    /// <summary>Empty: the SDK's own chain (environment, profile, container, instance) finds credentials.</summary>
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary><c>http://host/bucket/key</c> instead of <c>http://bucket.host/key</c>.</summary>
    public bool PathStyle { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ServiceUrl is null && string.IsNullOrEmpty(AwsRegion))
            yield return new("Either this or ServiceUrl is needed.", [nameof(AwsRegion)]);
        if (string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey))
            yield return new("AccessKey and SecretKey belong together.", [nameof(SecretKey)]);
    }
}
