using System.Collections.Concurrent;
using IncidentConsole.Lab.Kubernetes;

namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>Pods that are ready when the test says so.</summary>
internal sealed class FakePods : IPodHost
{
    private readonly ConcurrentDictionary<string, FakePod> running = new();

    /// <summary>Whether a pod started from now on becomes ready by itself.</summary>
    public bool NewPodsAreReady { get; set; } = true;

    /// <summary>Whether starting a pod fails from now on.</summary>
    public bool CannotStart { get; set; }

    public IReadOnlyCollection<FakePod> Running => [.. running.Values];

    /// <summary>The fewest that were ready at once since the test began to watch.</summary>
    public int FewestReady { get; private set; } = int.MaxValue;

    public Task<IPod> StartAsync(PodSpec spec, CancellationToken cancellationToken)
    {
        if (CannotStart) throw new IOException("no port is free");
        var pod = new FakePod(this, spec) { IsReady = NewPodsAreReady };
        running[spec.Name] = pod;
        return Task.FromResult<IPod>(pod);
    }

    private void Stopped(FakePod pod)
    {
        running.TryRemove(pod.Spec.Name, out _);
        FewestReady = Math.Min(FewestReady, running.Values.Count(other => other.IsReady));
    }

    internal sealed class FakePod(FakePods host, PodSpec spec) : IPod
    {
        public PodSpec Spec => spec;
        public bool IsReady { get; set; }

        public ValueTask DisposeAsync()
        {
            host.Stopped(this);
            return ValueTask.CompletedTask;
        }
    }
}
