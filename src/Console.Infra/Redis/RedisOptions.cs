using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Redis;

/// <summary>The dedup stores: configuration section <c>Redis</c>. <c>Every</c> and <c>TimeBox</c> are those of the Redis probe.</summary>
public sealed class RedisOptions : ProbeOptions
{
    [Required]
    public IDictionary<string, RedisRegionOptions> Regions { get; init; } = new Dictionary<string, RedisRegionOptions>();

    /// <summary>Longest time a ping, a write and a read may take together. They share one round trip, which may cross an ocean.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:01:00")]
    public TimeSpan Slow { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Highest share of its memory a Redis may use, percent.</summary>
    [Range(1, 100)]
    public double MemoryPercent { get; init; } = 85;

    /// <summary>How long the fleet keeps a dedup entry.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan DedupLifetime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>
    /// A Redis with nothing of its own in it, on another server than the dedup stores, with room for one of them: snapshots are restored there to be
    /// counted. Empty: then no snapshot can be verified. Holds a secret: never logged.
    /// </summary>
    [ConnectionString]
    public string Scratch { get; init; } = "";

    public ParityOptions Parity { get; init; } = new();
}

/// <summary>The dedup store of one region.</summary>
public sealed class RedisRegionOptions
{
    /// <summary>As StackExchange.Redis takes it: <c>host:port,password=...,ssl=true</c>. Holds a secret: never logged.</summary>
    [Required]
    [ConnectionString]
    public string Connection { get; init; } = "";
}
