using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Backends.Replay;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>Section <c>Backends</c>: each region's own endpoint, and the way users take.</summary>
public sealed class BackendsOptions : ProbeOptions
{
    public const string Section = "Backends";

    public BackendsOptions() => Every = TimeSpan.FromSeconds(10);

    public IDictionary<string, BackendRegion> Regions { get; init; } = new Dictionary<string, BackendRegion>();

    /// <summary>Failed health checks in a row before this console calls a region unhealthy.</summary>
    [Range(1, 100)]
    public int FailuresNeeded { get; init; } = 3;

    /// <summary>A registered tenant for synthetic submissions; the backend refuses others with 400.</summary>
    [Required]
    public string Tenant { get; init; } = "";

    /// <summary>
    /// A registered tenant nothing else submits for, so that its dedup hits move by the console's own duplicate alone. Empty: <see cref="Tenant"/>,
    /// whose hits the user-path probe moves too; then they can only be seen to rise, not to rise by one.
    /// </summary>
    public string? QuietTenant { get; init; }

    /// <summary>HMAC key of the synthetic submissions; empty when the fleet does not sign.</summary>
    public string? SigningKey { get; init; }

    /// <summary>How long a smoke test may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SmokeTestTimeBox { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for a count of dedup hits taken after a submission: several scrape intervals.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CounterTimeBox { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Most submissions of the burst that shows the rate limit. The backend's limit is one for all tenants: a burst that reaches it turns others
    /// away for a moment. 0 leaves that test out.
    /// </summary>
    [Range(0, 100_000)]
    public int BurstRequests { get; init; } = 3_000;

    /// <summary>Longest time the burst may last.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:00:10")]
    public TimeSpan BurstTimeBox { get; init; } = TimeSpan.FromSeconds(4);

    [Required]
    public ReplayOptions Replay { get; init; } = new();

    [Required]
    public UserPathOptions UserPath { get; init; } = new();
}

/// <summary>The backend of one region.</summary>
public sealed class BackendRegion
{
    /// <summary>The region's own endpoint, past the public name.</summary>
    [Required, HttpAddress]
    public Uri? Url { get; init; }
}
