using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Readiness.Checks;
using IncidentConsole.Infra.Loops;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Readiness;

public static class ReadinessRegistration
{
    /// <summary>The board of the readiness checks, the host that keeps it alive, and the checks that belong to no one outside system.</summary>
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddHttpClient(DashboardsReachable.Http)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // the check's time box ends it
            .UseSocketsHttpHandler((handler, _) => (handler.AllowAutoRedirect, handler.UseCookies) = (false, false))
            .RemoveAllLoggers();
        return services
            .AddSingleton<IReadinessCheck, ReplicasReady>()
            .AddSingleton<IReadinessCheck, RegionsCarryAlone>()
            .AddSingleton<IReadinessCheck, ShortDnsTtl>()
            .AddSingleton<IReadinessCheck, DnsChangeProven>()
            .AddSingleton<IReadinessCheck, DashboardsReachable>()
            .AddSingleton<IReadinessCheck, CertificatesLast>()
            .AddSingleton<IReadinessCheck, DrillChannelApart>()
            .AddSingleton<IReadinessCheck, MessageChannels>()
            .AddSingleton<IReadinessCheck, LastRehearsal>()
            .AddSingleton(provider => new Live<ReadinessBoard>(ReadinessBoard.Of(provider.GetServices<IReadinessCheck>())))
            .AddSingleton<ReadinessCall>()
            .AddLoop<ReadinessHost>();
    }
}
