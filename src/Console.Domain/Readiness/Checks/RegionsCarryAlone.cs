using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>Each region could carry the load of the whole fleet: the other may die at any time.</summary>
public sealed class RegionsCarryAlone(Live<FleetSnapshot> fleet, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "capacity";
    public string Title => "Each region alone can carry the whole load";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ReadinessFinding.Together(policy.RegionIds.Select(region => (region.Value, Of(Capacity.Of(fleet.Current, region, policy, time.GetUtcNow()))))));

    private ReadinessFinding Of(Reading capacity) => capacity.Health switch
    {
        // While a region is away the load of before is what the others must carry; as a proof of readiness it is none.
        Health.Pass when fleet.Current.WholeTraffic(time.GetUtcNow()) is null => ReadinessFinding.NotAsked(capacity.Detail),
        Health.Pass => ReadinessFinding.Pass(capacity.Detail),
        Health.Fail => ReadinessFinding.Fail(capacity.Detail, "Add pods there, or raise Fleet:RequestsPerPod if a load test has shown that a pod carries more."),
        _ => ReadinessFinding.NotAsked(capacity.Detail),
    };
}
