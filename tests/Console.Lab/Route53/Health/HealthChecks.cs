using System.Net;

namespace IncidentConsole.Lab.Route53.Health;

/// <summary>The account's health checks and their checkers, which probe real sockets from outside the regions.</summary>
public sealed class HealthChecks : IAsyncDisposable
{
    /// <summary>An endpoint is healthy while more than this share of its checkers say so (the service's own figure).</summary>
    private const double HealthyShare = 0.18;

    private readonly Dictionary<string, IReadOnlyList<HealthChecker>> checkers;

    public HealthChecks(TimeProvider time, IReadOnlyList<HealthCheck> all)
    {
        All = all;
        checkers = all.ToDictionary(check => check.Id, check => Checkers(time, check));
    }

    public IReadOnlyList<HealthCheck> All { get; }

    /// <summary>What each checker of that health check saw last.</summary>
    /// <exception cref="Route53Exception">NoSuchHealthCheck.</exception>
    public IReadOnlyList<HealthObservation> Observations(string id) =>
        checkers.TryGetValue(id, out var known) ? [.. known.Select(checker => checker.Latest)] : throw Route53Exception.NoSuchHealthCheck(id);

    public bool IsHealthy(string id) =>
        Observations(id) is var seen && seen.Count(observation => observation.IsHealthy) > seen.Count * HealthyShare;

    public void Start()
    {
        foreach (var checker in checkers.Values.SelectMany(known => known)) checker.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var checker in checkers.Values.SelectMany(known => known)) await checker.DisposeAsync();
    }

    // 192.0.2.0/24 is for documentation (RFC 5737): a checker's address is only ever shown.
    private static IReadOnlyList<HealthChecker> Checkers(TimeProvider time, HealthCheck check) =>
        [.. check.CheckerRegions.Select((region, i) => new HealthChecker(time, check, region, IPAddress.Parse($"192.0.2.{i + 1}")))];
}
