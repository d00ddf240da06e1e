using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Domain.Readiness;

/// <summary>What "ready" means: configuration section <c>Fleet:Readiness</c>.</summary>
public sealed class ReadinessPolicy
{
    /// <summary>Fewest ready backend pods in each region.</summary>
    [Range(1, 1000)]
    public int Replicas { get; init; } = 3;

    /// <summary>Longest TTL of the public name's records: users stay with a dead region that long after the change.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan DnsTtl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest interval of the health checks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest a health check may wait for its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:05:00")]
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most failures in a row before a health check calls a region unhealthy.</summary>
    [Range(1, 100)]
    public int ProbeFailures { get; init; } = 3;

    /// <summary>How long before its end a certificate or credential counts as ending.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How old the last drill may be, and the last change that proved a permission.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "730.00:00:00")]
    public TimeSpan RehearsalEvery { get; init; } = TimeSpan.FromDays(90);
}
