using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Dns.Cloudflare;
using IncidentConsole.Infra.Dns.Route53;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

public static class DnsRegistration
{
    /// <summary>What the public name answers, and the change of where it leads: configuration section <c>Dns</c>.</summary>
    public static IServiceCollection AddDns(this IServiceCollection services) => services
        .AddChecked<DnsOptions>("Dns")
        .AddCloudflareHttp()
        .AddSingleton(Provider)
        .AddSingleton<DnsServers>()
        .AddSingleton<LoadBalancers>()
        .AddSingleton<DnsPropagation>()
        .AddSingleton<IProbeSet, DnsProbeSet>()
        .AddSingleton<IActuator, DnsActuator>()
        .AddSingleton<IDependency, DnsProviderDependency>()
        .AddSingleton<IDependency, NameServersDependency>()
        .AddSingleton<IReadinessCheck, HealthChecksSet>()
        .AddSingleton<IReadinessCheck, DnsRead>()
        .AddSingleton(services => new Endpoints([.. Addresses(services.GetRequiredService<IOptions<DnsOptions>>().Value)]));

    private static IEnumerable<(string, Uri?)> Addresses(DnsOptions options) => [("Route 53", options.Route53?.ServiceUrl), ("Cloudflare", options.Cloudflare?.ServiceUrl)];

    private static IDnsProvider Provider(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<DnsOptions>>().Value;
        return options.Provider == DnsProviderName.Cloudflare
            ? ActivatorUtilities.CreateInstance<CloudflareProvider>(services, options.Cloudflare!)
            : ActivatorUtilities.CreateInstance<Route53Provider>(services, options.Route53!);
    }
}
