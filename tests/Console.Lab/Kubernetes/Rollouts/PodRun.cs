namespace IncidentConsole.Lab.Kubernetes.Rollouts;

/// <summary>A pod the controller runs, and what it has seen of it.</summary>
internal sealed class PodRun(string name, PodTemplate template, string node, DateTimeOffset createdAt)
{
    private IPod? pod;

    public string Name => name;
    public PodTemplate Template => template;
    public string Node => node;
    public DateTimeOffset CreatedAt { get; } = createdAt;
    public string Uid { get; } = Guid.NewGuid().ToString();
    public bool IsStarted => pod is not null;
    public bool IsReady { get; private set; }
    public DateTimeOffset ReadyChangedAt { get; private set; } = createdAt;
    public int Restarts { get; private set; }
    public DateTimeOffset? StoppingSince { get; private set; }

    public async Task StartAsync(IPodHost host, PodSpec spec, CancellationToken cancellationToken) => pod = await host.StartAsync(spec, cancellationToken);

    /// <summary>Reads the readiness probe; true when it says something new.</summary>
    public bool Observe(DateTimeOffset now)
    {
        var ready = pod?.IsReady == true && StoppingSince is null;
        if (ready == IsReady) return false;
        if (!ready && StoppingSince is null) Restarts++;
        (IsReady, ReadyChangedAt) = (ready, now);
        return true;
    }

    /// <summary>From now on it takes no traffic and counts no more.</summary>
    public void BeginStop(DateTimeOffset now)
    {
        StoppingSince = now;
        Observe(now);
    }

    public async Task StopAsync()
    {
        if (pod is not null) await pod.DisposeAsync();
    }
}
