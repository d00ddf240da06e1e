using System.Collections.Concurrent;
using IncidentConsole.Lab.Kubernetes;

namespace IncidentConsole.Infra.Tests.Kubernetes;

/// <summary>Stands in for the backends behind the cluster: pods that are ready when the test says so.</summary>
internal sealed class FakePods : IPodHost
{
    public ConcurrentBag<FakePod> Started { get; } = [];

    /// <summary>Whether a pod started from now on becomes ready.</summary>
    public bool BecomeReady { get; set; } = true;

    public Task<IPod> StartAsync(PodSpec spec, CancellationToken cancellationToken)
    {
        var pod = new FakePod(spec) { IsReady = BecomeReady };
        Started.Add(pod);
        return Task.FromResult<IPod>(pod);
    }

    internal sealed class FakePod(PodSpec spec) : IPod
    {
        public PodSpec Spec => spec;

        public bool IsReady { get; set; }

        public ValueTask DisposeAsync()
        {
            IsReady = false;
            return ValueTask.CompletedTask;
        }
    }
}
