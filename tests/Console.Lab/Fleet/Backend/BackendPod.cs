using System.Net;
using IncidentConsole.Lab.Kubernetes;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>A backend pod: its place in the region and the process that lives in it, or has crashed.</summary>
internal sealed class BackendPod(PodSpec spec, int ordinal, IPEndPoint address, Func<BackendPod, Task<BackendProcess>> start, Action<BackendPod> left)
    : IPod
{
    private readonly SemaphoreSlim turn = new(1);
    private BackendProcess? process;
    private bool isGone;

    public PodSpec Spec => spec;

    /// <summary>Lowest place free in the region when it started; faults count pods in this order.</summary>
    public int Ordinal => ordinal;

    public IPEndPoint Address => address;

    public bool IsReady => process is not null;

    /// <summary>Crashes the process or brings it back, on the same address.</summary>
    public async Task SetAliveAsync(bool alive)
    {
        await turn.WaitAsync();
        try
        {
            if (alive && process is null && !isGone)
                process = await start(this);
            else if (!alive && process is { } victim)
            {
                process = null;
                await victim.DisposeAsync();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Leaves the load balancer first, then ends in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        left(this);
        await turn.WaitAsync();
        try
        {
            isGone = true;
            if (process is { } ending)
                await ending.StopAsync();
            process = null;
        }
        finally
        {
            turn.Release();
        }
    }
}
