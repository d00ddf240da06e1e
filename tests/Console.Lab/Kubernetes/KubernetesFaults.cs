using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>Whether the region's API answers at all: <c>region-down</c>, <c>kubernetes-hang</c>.</summary>
internal sealed class KubernetesFaults(FaultBoard faults, string region)
{
    public bool IsDenied => faults.IsOn("kubernetes-deny", region);

    /// <summary>True when the request was left unanswered.</summary>
    public async Task<bool> IsDeadAsync(HttpContext http)
    {
        var how = faults.Find("region-down", region) is { } down ? down.Text("how") ?? "refuse"
            : faults.IsOn("kubernetes-hang", region) ? "hang"
            : null;
        if (how is null) return false;
        await LoopbackApp.DieAsync(http, how);
        return true;
    }
}
