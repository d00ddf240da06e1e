using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Whether an environment variable of the pods that run switches something on. Not judged: on may be just what is
/// wanted.</summary>
/// <param name="signal">What it switches: <see cref="Signals.DegradedMode"/> or <see cref="Signals.WritePause"/>.</param>
internal sealed class SwitchProbe(Cluster cluster, string signal, string variable, FleetPolicy policy, KubernetesOptions options, TimeProvider time) : IProbe
{
    public string Name => $"kubernetes/{signal}/{cluster.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken) => await ClusterQuestion.AskAsync(async () =>
    {
        var listing = cluster.PodsAsync(cancellationToken);
        var deployment = await cluster.DeploymentAsync(policy.Deployment, cancellationToken);
        var state = RunningSwitch.Of(deployment, [.. await listing], options.Container, variable);
        return new Reading(cluster.Region, signal, Health.Pass, state.IsOn ? 1 : 0, null, null, cluster.Source, time.GetUtcNow(), Every,
            state.Detail);
    }, TimeBox);

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(cluster.Region, signal, cluster.Source, at, Every, reason)];
}
