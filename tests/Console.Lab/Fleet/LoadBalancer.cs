using System.Net;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;
using Yarp.ReverseProxy.Forwarder;

namespace IncidentConsole.Lab.Fleet;

/// <summary>A region's load balancer: ready pods in turn, 503 when there is none.</summary>
internal sealed class LoadBalancer(IPEndPoint address, Func<IEnumerable<(IPod Pod, IPEndPoint Address)>> pods) : IAsyncDisposable
{
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(30) };
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private WebApplication? app;
    private int turn;

    public IPEndPoint Address => address;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = LoopbackServer.CreateBuilder(address);
        builder.Services.AddHttpForwarder();
        app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(http => ForwardAsync(http, forwarder));
        await app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await LoopbackServer.CrashAsync(app);
        client.Dispose();
    }

    private async Task ForwardAsync(HttpContext http, IHttpForwarder forwarder)
    {
        var ready = pods().Where(candidate => candidate.Pod.IsReady).ToList();
        if (ready.Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync("no backend is ready\n", http.RequestAborted);
            return;
        }

        var next = ready[(int)((uint)Interlocked.Increment(ref turn) % ready.Count)];
        await forwarder.SendAsync(http, $"http://{next.Address}", client, Patience, HttpTransformer.Default);
    }
}
