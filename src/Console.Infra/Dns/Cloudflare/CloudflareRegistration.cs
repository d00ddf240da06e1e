using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Dns.Cloudflare;

internal static class CloudflareRegistration
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    public static IServiceCollection AddCloudflareHttp(this IServiceCollection services) => services
        .AddHttpClient(CloudflareClient.Http)
        .ConfigureHttpClient(http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan; // each call has its own time box
            http.MaxResponseContentBufferSize = LargestAnswer;
        })
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1);
            handler.UseCookies = false;
            handler.AllowAutoRedirect = false; // the token goes nowhere else
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers() // whoever calls says what went wrong, once
        .Services;
}
