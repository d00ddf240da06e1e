using System.Net;

namespace IncidentConsole.Lab.Network;

/// <summary>An in-process web server on a loopback address, without the configuration files of whoever hosts the range.</summary>
internal static class LoopbackServer
{
    public static WebApplicationBuilder CreateBuilder(IPEndPoint address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address);
            kestrel.AddServerHeader = false;
            // The fleet itself decides what is too big.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRoutingCore();
        return builder;
    }

    /// <summary>Stops at once: whoever is connected is cut off, as by a crash.</summary>
    public static async Task CrashAsync(WebApplication app)
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
