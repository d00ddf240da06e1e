using System.Net;

namespace IncidentConsole.Lab.Route53.Health;

/// <summary>A health check of type HTTP, made beforehand.</summary>
public sealed record HealthCheck
{
    public required string Id { get; init; }

    /// <summary>Probed address and port: the region's load balancer.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>Sent as Host.</summary>
    public required string DomainName { get; init; }

    public string Path { get; init; } = "/health";

    public string UserAgent { get; init; } = "Amazon-Route53-Health-Check-Service";

    /// <summary>The service knows 10 s and 30 s; the range is quicker by default.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Within which the answer must have come.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>So many in a row turn a checker's verdict, either way.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>The service counts it as healthy, whatever the checkers see.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The service turns the verdict round.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Where the checkers sit; each has its own verdict.</summary>
    public IReadOnlyList<string> CheckerRegions { get; init; } = ["us-east-1", "eu-west-1", "ap-southeast-1"];
}
