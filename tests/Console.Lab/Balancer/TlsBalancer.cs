using System.Net;
using IncidentConsole.Lab.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Yarp.ReverseProxy.Forwarder;

namespace IncidentConsole.Lab.Balancer;

/// <summary>
/// A load balancer in front of the console, as an installation has one: it ends TLS, passes everything on over plain HTTP, WebSockets
/// included, and says
/// for whom in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>. Its certificate is made at the start and signed by nobody.
/// </summary>
public sealed class TlsBalancer : IAsyncDisposable
{
    private static readonly ForwarderRequestConfig Patient = new() { ActivityTimeout = TimeSpan.FromMinutes(5) };
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false,
        UseCookies = false });
    private readonly WebApplication app;

    private TlsBalancer(WebApplication app) => this.app = app;

    /// <summary>Settings of the console behind it, over those of one that is used directly.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } = [("Access:AllowPlainHttp", "false"),
        ("Proxy:Known:0", IPAddress.Loopback.ToString())];

    /// <summary>Where browsers go.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="port">On 127.0.0.1; 0 takes a free one.</param>
    /// <param name="console">Where the console listens.</param>
    public static async Task<TlsBalancer> StartAsync(int port, Uri console, TimeProvider time, CancellationToken cancellationToken)
    {
        var secure = SecureListener.Create(port, time.GetUtcNow());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, secure.Port, listener => listener.UseHttps(secure.Certificate));
            kestrel.AddServerHeader = false;
            // The console itself decides what is too big.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpForwarder();
        var balancer = new TlsBalancer(builder.Build());
        var forwarder = balancer.app.Services.GetRequiredService<IHttpForwarder>();
        balancer.app.Run(async http => await forwarder.SendAsync(http, console.GetLeftPart(UriPartial.Authority), balancer.client,
            Patient, SayingForWhom.Instance));
        await balancer.app.StartAsync(cancellationToken);
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        client.Dispose();
    }

    private sealed class SayingForWhom : HttpTransformer
    {
        private const string For = "X-Forwarded-For";
        private const string Proto = "X-Forwarded-Proto";

        public static SayingForWhom Instance { get; } = new();

        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest,
            string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Remove(Proto);
            proxyRequest.Headers.TryAddWithoutValidation(Proto, httpContext.Request.Scheme);
            // After whatever the client made up, as balancers do: only the last one is this balancer's word.
            proxyRequest.Headers.TryAddWithoutValidation(For, $"{httpContext.Connection.RemoteIpAddress}");
        }
    }
}
