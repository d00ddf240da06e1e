using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Readiness;

namespace IncidentConsole.Domain.Fleet;

/// <summary>The regions and the limits they are judged by: configuration section <c>Fleet</c>. Times are <c>hh:mm:ss</c>.</summary>
public sealed class FleetPolicy
{
    public const string Section = "Fleet";

    /// <summary>Two or more; the first is the primary.</summary>
    [Required, MinLength(2)]
    public IList<RegionPolicy> Regions { get; init; } = [];

    /// <summary>The name users call, without the final dot.</summary>
    [Required]
    public string PublicName { get; init; } = "";

    /// <summary>Name of the backend's deployment in every region.</summary>
    [Required]
    public string Deployment { get; init; } = "backend";

    /// <summary>Environment variable that switches degraded mode on.</summary>
    [Required]
    public string DegradedModeVariable { get; init; } = "DEGRADED_MODE";

    /// <summary>Environment variable that makes backends answer 503 with Retry-After to writes, and stay healthy.</summary>
    [Required]
    public string WritePauseVariable { get; init; } = "DRAIN_WRITES";

    /// <summary>Recovery time objective.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "24:00:00")]
    public TimeSpan Rto { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Recovery point objective: the budget of the WAL lag.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan Rpo { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Highest error share in the healthy region, percent.</summary>
    [Range(0.001, 100)]
    public double ErrorPercent { get; init; } = 1;

    /// <summary>Fewest requests per second an error share or a latency is judged on; below it they say nothing.</summary>
    [Range(0, 1_000_000)]
    public double MinimumTraffic { get; init; } = 1;

    /// <summary>How long the error share must stay below its limit before the item is proven.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan ErrorWatch { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long each part of a failed region must be well, without a hole, before it counts as healthy. The traces go back a quarter of an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:14:00")]
    public TimeSpan HealthyWatch { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of the fleet's traffic the survivor must take, 0 to 1, for "rerouted".</summary>
    [Range(0.5, 1)]
    public double ReroutedShare { get; init; } = 0.95;

    /// <summary>Good user-path probes in a row that end the RTO clock. They must also span the public record's TTL.</summary>
    [Range(2, 1000)]
    public int GoodUserPathProbes { get; init; } = 15;

    /// <summary>Requests per second one ready pod can carry.</summary>
    [Range(0.1, 1_000_000)]
    public double RequestsPerPod { get; init; } = 200;

    /// <summary>Time between two update messages.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "24:00:00")]
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest time writes may stay paused (option B) before the pause is lifted by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan WritePauseTimeBox { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How traffic returns to a region that has recovered.</summary>
    public RampPolicy Ramp { get; init; } = new();

    /// <summary>How far before the newest heartbeat that had arrived a WAL replay begins to look: replication keeps no order.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan ReplayMargin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When two regions that disagree are a split brain, and how grave it is.</summary>
    [Required]
    public SplitBrainPolicy SplitBrain { get; init; } = new();

    /// <summary>What must hold before an incident.</summary>
    [Required]
    public ReadinessPolicy Readiness { get; init; } = new();

    /// <summary>Whether what destroys needs a second person's approval.</summary>
    public bool SecondPerson { get; init; } = true;

    /// <summary>How long a second person is waited for before the commander may go on alone, with a reason.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SecondPersonWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For this long after a failover another one waits until somebody has acknowledged the first.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan FlappingWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where the messages go: the <c>To:</c> line.</summary>
    [Required]
    public string MessageTo { get; init; } = "#incidents, engineering-all";

    /// <summary>Where the messages of a drill go.</summary>
    [Required]
    public string DrillMessageTo { get; init; } = "#incident-drills";

    /// <summary>Related runbooks and dashboards: title to address.</summary>
    public IDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>One that is not configured (any more) has no load balancer: nothing leads to it.</summary>
    public RegionPolicy Of(RegionId region) => Regions.FirstOrDefault(policy => policy.Id == region.Value) ?? new RegionPolicy { Id = region.Value };

    public IEnumerable<RegionId> RegionIds => Regions.Select(region => new RegionId(region.Id));
}

/// <summary>One region.</summary>
public sealed class RegionPolicy
{
    /// <summary>Such as <c>eu-west</c>; the same name is used in every other section.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9-]{0,30}$")]
    public string Id { get; init; } = "";

    /// <summary>Shown on the board: <c>primary</c>, <c>secondary</c>.</summary>
    public string Role { get; init; } = "";

    /// <summary>DNS name of the region's load balancer, without the final dot: where the public name leads.</summary>
    [Required]
    public string LoadBalancer { get; init; } = "";

    /// <summary>Hosted zone of the load balancer, for alias records; empty when the public name is no alias.</summary>
    public string LoadBalancerZone { get; init; } = "";

    /// <summary>The DNS provider's health check of the region, for a record that has none; empty when every record names its own.</summary>
    public string HealthCheckId { get; init; } = "";

    /// <summary>Share of the traffic in normal operation, percent.</summary>
    [Range(0, 100)]
    public double NormalShare { get; init; } = 50;
}
