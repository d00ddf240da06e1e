using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Notify;

public static class NotifyRegistration
{
    private const string Http = "notify";

    /// <summary>The channels messages are posted by. One that is not configured has no destination.</summary>
    public static IServiceCollection AddNotify(this IServiceCollection services)
    {
        services.AddChecked<NotifyOptions>(NotifyOptions.Section);
        services.AddHttpClient(Http)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // the channel's time box ends it
            .UseSocketsHttpHandler((handler, _) => (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, TimeSpan.Zero)) // on a connection used before, the handler might send twice
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // the address is a secret
        return services
            .AddSingleton<IMessageChannel>(provider => new SlackWebhook(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(Http), provider.GetRequiredService<IOptions<NotifyOptions>>().Value,
                provider.GetRequiredService<FleetPolicy>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IMessageChannel>(provider => new SmtpMail(provider.GetRequiredService<IOptions<NotifyOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
    }
}
