using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentConsole.Lab.Hosting;

/// <summary>A bare Kestrel on loopback: what every HTTP emulator of the range stands on.</summary>
internal static class LoopbackApp
{
    /// <param name="port">0 takes a free one.</param>
    /// <param name="maxBodyBytes">A larger request body is refused with 413.</param>
    /// <param name="secure">A second listener with TLS, for clients that send a token no other way; null for none.</param>
    public static WebApplication Build(int port, long maxBodyBytes, SecureListener? secure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            if (secure is not null) kestrel.Listen(IPAddress.Loopback, secure.Port, listener => listener.UseHttps(secure.Certificate));
            kestrel.Limits.MaxRequestBodySize = maxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }

    /// <summary>Where it listens; only after it was started.</summary>
    public static Uri Address(WebApplication app, string scheme = "http") =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address)).First(address => address.Scheme == scheme);

    /// <summary>The two ways a dead endpoint looks: it cuts the connection, or it takes it and never answers.</summary>
    public static async Task DieAsync(HttpContext http, string? how)
    {
        if (how == "hang")
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
