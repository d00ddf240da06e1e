using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Tests.Probing;

/// <summary>An HTTP server on loopback that answers as the test says; what it answers can be changed while it runs.</summary>
internal sealed class StubServer(WebApplication app, IPEndPoint address) : IAsyncDisposable
{
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public Uri Url { get; } = new($"http://{address}/");

    public static async Task<StubServer> StartAsync(RequestDelegate answer, IPEndPoint? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? new IPEndPoint(IPAddress.Loopback, 0)));
        var app = builder.Build();
        StubServer? stub = null;
        app.Run(context => stub!.Answer(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        stub = new StubServer(app, address ?? IPEndPoint.Parse(new Uri(app.Urls.First()).Authority)) { Answer = answer };
        return stub;
    }

    public static Task JsonAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
