using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>As many backend pods as the runbook wants, in every region.</summary>
public sealed class ReplicasReady(Live<FleetSnapshot> fleet, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "replicas";
    public string Title => $"{policy.Readiness.Replicas} backend replicas are ready in each region";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Of(fleet.Current, policy, time.GetUtcNow()));

    public static ReadinessFinding Of(FleetSnapshot fleet, FleetPolicy policy, DateTimeOffset now) =>
        ReadinessFinding.Together(policy.RegionIds.Select(region => (region.Value, Of(fleet.Region(region).Read(Signals.Pods, now), policy))));

    private static ReadinessFinding Of(Reading? pods, FleetPolicy policy) => pods switch
    {
        null => ReadinessFinding.Unknown("not asked yet"),
        { Health: Health.Unknown } or { Value: null } => ReadinessFinding.NotAsked(pods.Detail),
        { Value: { } ready } when ready >= policy.Readiness.Replicas => ReadinessFinding.Pass(pods.Detail),
        _ => ReadinessFinding.Fail(pods.Detail, $"Scale {policy.Deployment} to {policy.Readiness.Replicas}, or look at why its pods are not ready."),
    };
}
