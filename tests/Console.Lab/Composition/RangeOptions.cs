namespace IncidentConsole.Lab.Composition;

/// <summary>How a rehearsal range is set up.</summary>
public sealed record RangeOptions
{
    /// <summary>Where its data and logs live. The console's Postgres keeps its data between starts, the fleet starts empty.</summary>
    public string Folder { get; init; } = ".range";

    /// <summary>Port of the page and the faults API on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; } = 5090;

    /// <summary>TTL of the public name.</summary>
    public TimeSpan PublicTtl { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Weighted records with health checks, or one simple record to the first region.</summary>
    public bool IsWeighted { get; init; } = true;

    /// <summary>The zone is kept by Cloudflare (weighted: a load balancer with a pool a region) instead of Route 53.</summary>
    public bool IsCloudflare { get; init; }

    public TimeSpan HealthCheckInterval { get; init; } = TimeSpan.FromSeconds(2);

    public int HealthCheckFailures { get; init; } = 3;

    /// <summary>How long a change of DNS stays PENDING.</summary>
    public TimeSpan DnsInSyncAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Submissions a second of the traffic generator; 0 for none.</summary>
    public double TrafficPerSecond { get; init; } = 40;

    /// <summary>Among how many clients they are spread; each keeps an address as long as the TTL allows.</summary>
    public int Clients { get; init; } = 24;

    /// <summary>How long a scenario's own pauses last, as a share of what they are by its description.</summary>
    public double ScenarioPauses { get; init; } = 1;

    /// <summary>Region to the loopback address its load balancer is reached at; the first is the primary.</summary>
    public IReadOnlyList<(string Region, string Address)> Regions { get; init; } = [("eu-west", "127.0.1.1"), ("us-east", "127.0.2.1")];

    public string PublicName { get; init; } = "api.example.com";

    public IReadOnlyList<string> Tenants { get; init; } = ["acme", "globex", "initech", "smoke-test"];

    /// <summary>A registered tenant no client belongs to: its counters move only when somebody tests.</summary>
    public string QuietTenant { get; init; } = "idempotency-test";
}
