using IncidentConsole.Infra.Configuration;
using IncidentConsole.Web.Api;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Proxy;

internal static class ProxyRegistration
{
    public static IServiceCollection AddProxy(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(Believe);
        return services
            .AddChecked<ProxyOptions>(ProxyOptions.Section)
            .AddSingleton<IConfigurationRule, ListenRule>();
    }

    /// <summary>First of all: what comes after sees the client's own address, and whether the client spoke TLS.</summary>
    public static IApplicationBuilder UseProxy(this WebApplication app)
    {
        app.UseForwardedHeaders();
        // A page over plain HTTP could only fail later, and less clearly: its cookies travel over TLS only.
        if (!app.Configuration.GetSection(AccessOptions.Section).AllowsPlainHttp()) app.Use(RefusePlainPagesAsync);
        return app;
    }

    // X-Forwarded-Host is not among them: many balancers pass on what the client sends of it.
    private static void Believe(ForwardedHeadersOptions options, IOptions<ProxyOptions> proxy)
    {
        options.ForwardedHeaders = proxy.Value.Known.Count == 0 ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = proxy.Value.Hops;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxy.Value.Networks) options.KnownIPNetworks.Add(network);
    }

    private static Task RefusePlainPagesAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps || MachinePaths.Contain(context.Request.Path)) return next(context);
        context.RequestServices.GetRequiredService<SecurityLog>().PlainHttpRefused(CircuitAddress.Of(context), context.Request.Method,
            SecurityLog.PathOf(context));
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        const string sentence = "This console is used over HTTPS. If you did use HTTPS, its proxy is not known to it: see Proxy:Known in its configuration.";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
