using System.Net;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>One life of a pod's backend: a listener, fresh counters and a shipper. A crash ends it; a restart is a new one.</summary>
internal sealed class BackendProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource crash = new();
    private readonly WebApplication app;
    private readonly RateLimit rate;
    private readonly WalShipper shipper;
    private readonly Task shipping;

    private BackendProcess(WebApplication app, RateLimit rate, WalShipper shipper)
    {
        this.app = app;
        this.rate = rate;
        this.shipper = shipper;
        shipping = shipper.RunAsync(stop.Token, crash.Token);
    }

    public static async Task<BackendProcess> StartAsync(
        IPEndPoint address, PodSpec spec, FleetSettings settings, RegionStores stores, WalLog wal, WalIdentity identity, FaultBoard faults, TimeProvider time)
    {
        var metrics = new BackendMetrics(IsSet(spec, "DEGRADED_MODE"));
        var rate = new RateLimit(settings, spec.Region, faults);
        var submit = new SubmitHandler(settings, stores, wal, rate, metrics, IsSet(spec, "DRAIN_WRITES"), time);
        var faulty = new FaultyRequests(spec.Region, faults, time);

        var app = LoopbackServer.CreateBuilder(address).Build();
        app.MapGet("/health", http => http.Response.WriteAsync("OK", http.RequestAborted));
        app.MapGet("/metrics", http => OddMetrics.WriteAsync(metrics, spec.Region, faults, http.Response, http.RequestAborted));
        app.MapPost("/v1/pcs/submit", async http =>
        {
            var started = time.GetTimestamp();
            if (!await faulty.AfflictAsync(http))
                await submit.HandleAsync(http);
            metrics.Observe(http.Response.StatusCode, time.GetElapsedTime(started));
        });
        await app.StartAsync(CancellationToken.None);
        return new BackendProcess(app, rate, new WalShipper(wal, stores.Bucket, identity, () => faults.IsOn("wal-stopped", spec.Region), time));
    }

    /// <summary>Ends as a pod that Kubernetes deletes: answers what it has taken, and ships the rest of its log.</summary>
    public async Task StopAsync()
    {
        using var grace = new CancellationTokenSource(Grace, TimeProvider.System);
        await app.StopAsync(grace.Token);
        await stop.CancelAsync();
        await shipping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A call to the bucket has a time box of its own.
        await shipper.TryShipAsync(crash.Token);
        await DisposeAsync();
    }

    /// <summary>Crashes.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await crash.CancelAsync();
        await shipping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await LoopbackServer.CrashAsync(app);
        rate.Dispose();
        stop.Dispose();
        crash.Dispose();
    }

    private static bool IsSet(PodSpec spec, string variable) =>
        spec.Environment.GetValueOrDefault(variable)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
}
