using IncidentConsole.Domain.Fleet;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

internal sealed record RunningSwitch(bool IsOn, string Detail)
{
    public static RunningSwitch Of(V1Deployment deployment, IReadOnlyList<V1Pod> pods, string container, string variable)
    {
        var policy = new FleetPolicy();
        var isOn = DeploymentReading.IsSwitchedOn(DeploymentReading.State(deployment, container, policy).Environment.GetValueOrDefault(variable));
        return new(isOn, isOn ? "on" : "off");
    }
}
