using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Backend pods ready, of those wanted.</summary>
internal sealed class PodsProbe(Cluster cluster, FleetPolicy policy, KubernetesOptions options, TimeProvider time) : IProbe
{
    public string Name => $"kubernetes/pods/{cluster.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken) => await ClusterQuestion.AskAsync(async () =>
    {
        var listing = cluster.PodsAsync(cancellationToken);
        var deployment = await cluster.DeploymentAsync(policy.Deployment, cancellationToken);
        var all = await listing;
        var leaving = all.Count(PodReading.IsTerminating);
        var pods = all.Where(pod => !PodReading.IsLeaving(pod)).ToList();
        var wanted = deployment.Spec.Replicas ?? 1;

        // None found may mean a wrong selector. Only a deployment that says so itself has none.
        if (pods.Count == 0 && (wanted > 0 || deployment.Status?.Replicas > 0)) throw new CouldNotAskException("no pods found");
        var ready = pods.Count(PodReading.IsReady);
        return Judge(ready, wanted, leaving);
    }, TimeBox);

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(cluster.Region, Signals.Pods, cluster.Source, at, Every, reason)];

    private Reading Judge(int ready, int wanted, int leaving) => new(
        cluster.Region, Signals.Pods, ready > 0 && ready >= wanted ? Health.Pass : Health.Fail, ready, "pods", wanted,
        cluster.Source, time.GetUtcNow(), Every, (wanted == 0 ? "scaled to 0" : $"{ready} of {wanted} ready") + (leaving == 0 ? ""
            : $", {PodReading.Terminating(leaving)}"));
}
