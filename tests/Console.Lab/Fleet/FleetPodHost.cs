using System.Collections.Immutable;
using System.Net;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Lab.Fleet;

/// <summary>The fleet's pods, started and stopped by each region's Deployment, killed and revived by faults.</summary>
internal sealed class FleetPodHost(
    FleetSettings settings, IReadOnlyDictionary<string, RegionStores> stores, string folder, FaultBoard faults, TimeProvider time) : IPodHost
{
    /// <summary>Real fleets have both forms of segments in one bucket; so has the range, after any rollout.</summary>
    private const int JsonLinesEvery = 3;
    private readonly Dictionary<string, int> started = [];
    private readonly Lock guard = new();
    private ImmutableList<BackendPod> pods = [];

    /// <summary>Raised after a pod has come or gone.</summary>
    public event Action? Changed;

    public IReadOnlyList<BackendPod> Pods => pods;

    public IEnumerable<BackendPod> In(string region) => pods.Where(pod => pod.Spec.Region == region).OrderBy(pod => pod.Ordinal);

    public async Task<IPod> StartAsync(PodSpec spec, CancellationToken cancellationToken)
    {
        var pod = Place(spec);
        await pod.SetAliveAsync(IsAlive(pod));
        Changed?.Invoke();
        return pod;
    }

    /// <summary>Kills and revives pods until they are as the faults want them.</summary>
    public Task ApplyFaultsAsync() => Task.WhenAll(pods.Select(pod => pod.SetAliveAsync(IsAlive(pod))));

    private BackendPod Place(PodSpec spec)
    {
        lock (guard)
        {
            var taken = In(spec.Region).Select(pod => pod.Ordinal).ToHashSet();
            var ordinal = Enumerable.Range(0, taken.Count + 1).First(place => !taken.Contains(place));
            var home = Path.Combine(folder, spec.Region, spec.Name);
            Directory.CreateDirectory(home);
            var wal = new WalLog(home, time);
            var number = started[spec.Region] = started.GetValueOrDefault(spec.Region) + 1;
            var suffix = number % JsonLinesEvery == 0 ? WalFormat.JsonLinesSuffix : WalFormat.RecordSuffix;
            var identity = new WalIdentity(spec.Region, spec.Name, suffix);
            var pod = new BackendPod(
                spec,
                ordinal,
                new IPEndPoint(IPAddress.Loopback, FreePorts.Next()),
                pod => BackendProcess.StartAsync(pod.Address, spec, settings, stores[spec.Region], wal, identity, faults, time),
                Remove);
            pods = pods.Add(pod);
            return pod;
        }
    }

    private void Remove(BackendPod pod)
    {
        lock (guard)
            pods = pods.Remove(pod);
        Changed?.Invoke();
    }

    private bool IsAlive(BackendPod pod)
    {
        var region = pod.Spec.Region;
        return !faults.IsOn("region-down", region)
               && !faults.IsOn("pods-down", region)
               && !(faults.Find("backend-down", region) is { } fault && In(region).ElementAtOrDefault((int)fault.Number("pod", 0)) == pod);
    }
}
