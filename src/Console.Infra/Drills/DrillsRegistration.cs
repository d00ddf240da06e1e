using IncidentConsole.Domain.Drills;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Drills;

public static class DrillsRegistration
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>What breaks the rehearsal fleet, where one is configured.</summary>
    public static IServiceCollection AddFaultApi(this IServiceCollection services)
    {
        services.AddHttpClient(HttpFaultApi.Http)
            .ConfigureHttpClient(http => (http.Timeout, http.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, LargestAnswer)) // each call has its own time box
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false) // the token goes nowhere else
            .RemoveAllLoggers();
        return services.AddChecked<DrillsOptions>(DrillsOptions.Section).AddSingleton<IFaultApi, HttpFaultApi>();
    }
}
