using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

public static class KubernetesRegistration
{
    /// <summary>The backends' pods, nodes and deployment in every region: configuration section <c>Kubernetes</c>.</summary>
    public static IServiceCollection AddKubernetes(this IServiceCollection services) => services
        .AddChecked<KubernetesOptions>("Kubernetes")
        .AddSingleton<Clusters>()
        .AddSingleton<Rollout>()
        .AddSingleton<IProbeSet, KubernetesProbeSet>()
        .AddSingleton<IActuator, DeploymentActuator>()
        .AddSingleton<IClusterWitness, ClusterWitness>()
        .AddSingleton<IDependency, KubernetesDependency>()
        .AddSingleton<IReadinessCheck, PatchDryRun>()
        .AddSingleton<IReadinessCheck, TokensLast>()
        .AddSingleton(provider => new Endpoints([.. provider.GetRequiredService<IOptions<KubernetesOptions>>().Value.Regions.Select(region => ($"{region.Key} Kubernetes", region.Value.Server))]));
}
